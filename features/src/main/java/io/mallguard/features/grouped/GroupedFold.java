package io.mallguard.features.grouped;

import static java.util.stream.Collectors.toList;

import io.mallguard.features.fold.FamilyState;
import io.mallguard.features.fold.GraphState;
import io.mallguard.features.fold.LogStage;
import io.mallguard.features.plan.Column;
import io.mallguard.features.plan.Family;
import io.mallguard.features.plan.GraphStore;
import io.mallguard.features.plan.Lane;
import io.mallguard.features.plan.Plan;
import io.mallguard.features.state.Memory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A plan run over a whole log, family by family. The driver decides what runs in which thread; what
 * comes out does not depend on it, and is what the live fold reads, bit for bit.
 *
 * <pre>
 * for each stage: works = begin(stage)
 *   every block of the log: sorter.resolve, sorter.graph   in order
 *                      then sorter.sort      any order, any thread
 *   every work, every bundle: work.fold      any order, any thread, once all blocks are sorted
 *   every work: folded
 *   every work, every block: gather          any order, any thread, once it is folded
 * at last: begin(stages + 1), every block of the log: sorter.resolve, sorter.graph, sorter.derive
 * </pre>
 */
public final class GroupedFold implements AutoCloseable {
  /** Measured with all graph features of the mall, at size S. */
  private static final long GRAPH_BYTES = 82;

  private final Plan plan;
  private final int maxEntries;
  private final int partBits;
  private final int maxBlocks;
  private final long events;
  private final StoreFactory stores;
  private final LogIndex log;
  private final TruncatedRows truncated = new TruncatedRows();
  private final List<FamilyWork> done = new ArrayList<>();
  private List<FamilyWork> current = List.of();
  private @Nullable LogStage logStage;
  private List<GraphState> graphs = List.of();
  private @Nullable KeptColumns kept;
  private final LogMarks[] marks = {new LogMarks()};
  private int stage;

  /** Makes the place where the records of one family lie. */
  public interface StoreFactory {
    /** A place for so many blocks. */
    SegmentStore create(int blocks) throws IOException;
  }

  /**
   * A run.
   *
   * @param events at most so many events
   * @param blockRows events of a full block
   */
  public GroupedFold(Plan plan, long events, int blockRows, StoreFactory stores) {
    this(plan, events, blockRows, stores, partBits(events), FamilyState.MAX_ENTRIES);
  }

  /**
   * The same with a number of parts and a bound of one's own.
   *
   * @param partBits logarithm of the number of parts
   * @param maxEntries as {@link FamilyState#MAX_ENTRIES}
   */
  public GroupedFold(
      Plan plan, long events, int blockRows, StoreFactory stores, int partBits, int maxEntries) {
    this.plan = plan;
    this.maxEntries = maxEntries;
    this.partBits = partBits;
    this.stores = stores;
    this.events = events;
    this.maxBlocks = Math.toIntExact(events / blockRows + 1);
    this.log = new LogIndex(plan);
  }

  /** So that the state of a part, about 100 bytes per event, stays in a cache of a mebibyte. */
  private static int partBits(long events) {
    long parts = events / 8192;
    return Math.max(2, Math.min(11, 64 - Long.numberOfLeadingZeros(Math.max(1, parts - 1))));
  }

  /** A place in heap. */
  public static StoreFactory inHeap() {
    Queue<double[]> spare = new ConcurrentLinkedQueue<>();
    return blocks -> new HeapStore(blocks, spare);
  }

  /**
   * A place in temporary files.
   *
   * @param roomBytes what one thread may hold of them at a time
   */
  public static StoreFactory inFiles(Path dir, long roomBytes) {
    Queue<PackedFile.Buffers> spare = new ConcurrentLinkedQueue<>();
    return blocks -> new FileStore(dir, blocks, roomBytes, spare);
  }

  /**
   * Bytes per event that all families' records of one stage take, and what is read of one family at
   * a time, or of all if it is read again; and what graphs hold, about.
   */
  public static long bytesPerEvent(Plan plan) {
    long records = 0;
    long widest = 0;
    long all = 0;
    for (Family family : plan.families()) {
      FamilyStage first = new FamilyStage(plan, family, 1);
      records += first.layout().longs();
      widest = Math.max(widest, first.width());
      all += first.width();
    }
    long graphs = plan.graph().isEmpty() ? 0 : GRAPH_BYTES;
    return (records + (keepsWhatIsRead(plan) ? all : widest)) * Long.BYTES + graphs;
  }

  /** The types of the events, filled while the first stage is sorted. */
  public LogIndex log() {
    return log;
  }

  /** All bundles of a work are folded: its records go, what was read can be gathered. */
  public void folded(FamilyWork work) throws IOException {
    work.folded(truncated, log);
  }

  /** The rows that a bound cut something off, complete when all is done. */
  public TruncatedRows truncated() {
    return truncated;
  }

  /** How many stages there are. */
  public int stages() {
    return stages(plan);
  }

  private static int stages(Plan plan) {
    return plan.families().stream()
        .flatMap(family -> family.lanes().stream())
        .mapToInt(Lane::stage)
        .max()
        .orElse(1);
  }

  /**
   * How many records all families fold in all stages, or a few more: some events name no entity.
   *
   * @param eventsOfType how many events there are of each of the plan's types
   */
  public long records(long[] eventsOfType) {
    long records = 0;
    for (Family family : plan.families()) {
      for (int at = 1; at <= stages(); at++) {
        FamilyStage ofStage = new FamilyStage(plan, family, at);
        for (int type = 0; type < eventsOfType.length; type++) {
          records += eventsOfType[type] * ofStage.ofType(type).size();
        }
      }
    }
    return records;
  }

  /** Whether what was read is read again, by a later stage or by derived columns. */
  public boolean keepsWhatIsRead() {
    return keepsWhatIsRead(plan);
  }

  private static boolean keepsWhatIsRead(Plan plan) {
    return stages(plan) > 1 || derives(plan);
  }

  /** Begins a stage once the one before is folded. */
  public List<FamilyWork> begin(int nextStage) throws IOException {
    stage = nextStage;
    logStage = LogStage.isNeeded(plan) ? new LogStage(plan, new ToBlock()) : null;
    graphs = newGraphs();
    if (keepsGraphs()) {
      List<Integer> columns = ofGraph().stream().map(Column.Graph::index).toList();
      kept = new KeptColumns(columns, stores.create(maxBlocks));
    }
    done.addAll(current);
    List<FamilyWork> works = new ArrayList<>();
    current = works;
    for (Family family : plan.families()) {
      if (family.lanes().stream().anyMatch(lane -> lane.stage() == stage)) {
        FamilyStage ofStage = new FamilyStage(plan, family, stage);
        SegmentStore store = stores.create(maxBlocks);
        works.add(new FamilyWork(ofStage, partBits, maxEntries, store, maxBlocks, events));
      }
    }
    return List.copyOf(works);
  }

  /** Something to sort blocks of the current stage with, one per thread. */
  public BlockSorter newSorter() {
    int before = isLast() ? Integer.MAX_VALUE : stage;
    RowColumns columns = new RowColumns(plan, before, log, done, ofGraph(), kept, isLast());
    return new BlockSorter(
        plan,
        current,
        columns,
        logStage,
        isEarly() ? graphs : List.of(),
        isEarly() ? List.of() : graphs,
        marks,
        truncated);
  }

  /**
   * How many graph states are read once a block is resolved, independent of each other so that
   * threads can share the work.
   */
  public int graphs() {
    return isEarly() ? 0 : graphs.size();
  }

  /** Whether what this pass asks graphs is kept, so that the last pass need not ask again. */
  private boolean keepsGraphs() {
    return stage == stages() && graphs() > 0;
  }

  /** Whether marks ask what graphs say, and so do not let them wait. */
  private boolean isEarly() {
    return !isLast() && BlockSorter.marksNeedColumns(plan);
  }

  /**
   * In three that cost about as much: what labels are read around, what is worked out at ticks, and
   * all else.
   */
  private List<GraphState> newGraphs() {
    Map<Integer, List<Column.Graph>> byCost =
        ofGraph().stream()
            .filter(column -> kept == null || !kept.columns().contains(column.index()))
            .collect(Collectors.groupingBy(this::cost, TreeMap::new, toList()));
    return byCost.values().stream()
        .map(columns -> new GraphState(plan, new Memory(), columns))
        .toList();
  }

  private int cost(Column.Graph column) {
    GraphStore store = plan.graph().get(column.store());
    if (store instanceof GraphStore.Related related && !related.labels().isEmpty()) {
      return 0;
    }
    return store instanceof GraphStore.Ticked ? 1 : 2;
  }

  /**
   * The graph columns of this pass over the log: all in the last; those that lanes freeze in each
   * that such lanes can be in.
   */
  private List<Column.Graph> ofGraph() {
    return GraphState.columns(plan).stream()
        .filter(column -> isLast() || (stage > 1 && column.feedsLanes()))
        .toList();
  }

  /** Whether all stages are folded: what is left is to derive, and to read graphs. */
  private boolean isLast() {
    return stage > stages();
  }

  /** Leads marks to the block that is resolved at the time. */
  private final class ToBlock implements LogStage.MarkTarget {
    @Override
    public void mark(
        int family, int touch, long key, long id, long nowMillis, long[] slots, double[] row) {
      marks[0].mark(family, touch, key, id, nowMillis, slots, row);
    }

    @Override
    public void supersede(int family, int touch, long key, long id, long nowMillis) {
      marks[0].supersede(family, touch, key, id, nowMillis);
    }
  }

  /** Whether there are columns derived or read from graphs, which need a last pass over the log. */
  public boolean derives() {
    return derives(plan);
  }

  private static boolean derives(Plan plan) {
    return plan.columns().stream().anyMatch(column -> !(column instanceof Column.Aggregate));
  }

  @Override
  public void close() throws IOException {
    for (FamilyWork work : done) {
      work.close();
    }
    for (FamilyWork work : current) {
      work.close();
    }
    if (kept != null) {
      kept.close();
    }
  }
}
