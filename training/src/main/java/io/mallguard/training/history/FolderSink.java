package io.mallguard.training.history;

import io.mallguard.features.grouped.FamilyWork;
import io.mallguard.features.grouped.Gather;
import io.mallguard.features.grouped.GroupedFold;
import io.mallguard.features.grouped.LogBlock;
import io.mallguard.features.parquet.Column;
import io.mallguard.features.parquet.ColumnEncoder;
import io.mallguard.features.parquet.EncodedColumn;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.parquet.RowFile;
import io.mallguard.features.parquet.RowFolderWriter;
import io.mallguard.features.parquet.TextBlock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Writes the columns of each family to a file of its own as soon as they are there. */
final class FolderSink implements GroupedRun.Sink {
  private final EventFolder events;
  private final RowFolderWriter writer;
  private final ScoredEvents scored;
  private final int planColumns;

  FolderSink(EventFolder events, RowFolderWriter writer, ScoredEvents scored, int planColumns) {
    this.events = events;
    this.writer = writer;
    this.scored = scored;
    this.planColumns = planColumns;
  }

  @Override
  public void events(int number, LogBlock block) {
    scored.add(number, block);
  }

  @Override
  public void family(FamilyWork work, GroupedFold fold, Workers workers) throws IOException {
    String name = RowFile.name(work.family(), work.stageNumber());
    for (int file = 1; file < writer.files().size(); file++) {
      if (writer.files().get(file).name().equals(name)) {
        write(file, work, fold, workers);
      }
    }
  }

  private void write(int file, FamilyWork work, GroupedFold fold, Workers workers)
      throws IOException {
    List<RowGroups.Group> groups = RowGroups.of(scored.starts());
    InOrder out = new InOrder(writer, file);
    workers.forEach(
        groups.size(),
        () -> {
          Gather gather = new Gather();
          double[][] columns = new double[planColumns][0];
          return new Encoding(file) {
            private List<EncodedColumn> encode(RowGroups.Group group) throws IOException {
              for (int column : work.columns()) {
                columns[column] = atLeast(columns[column], group.rows());
              }
              int at = 0;
              for (int block = group.fromBlock(); block < group.toBlock(); block++) {
                gather.scored(work, fold.log(), block, columns, at);
                at += fold.log().scored(block);
              }
              return features(group, columns);
            }

            @Override
            public void run(int piece) throws IOException {
              out.write(piece, encode(groups.get(piece)));
            }
          };
        });
  }

  private static double[] atLeast(double[] array, int size) {
    return array.length < size ? new double[size] : array;
  }

  @Override
  public void derived(DerivedColumns derived, Workers workers) throws IOException {
    List<RowGroups.Group> groups = RowGroups.of(scored.starts());
    InOrder out = new InOrder(writer, 0);
    int[] next = {0};
    try (EventTexts ids = EventTexts.ids(events)) {
      workers.forEach(
          groups.size(),
          () -> {
            TextBlock texts = new TextBlock();
            double[][] columns = new double[planColumns][0];
            return new Encoding(0) {
              private List<EncodedColumn> encode(RowGroups.Group group) throws IOException {
                for (int column : derived.columns()) {
                  columns[column] = atLeast(columns[column], group.rows());
                }
                derived.copy(group, columns);
                List<EncodedColumn> all = new ArrayList<>(heads(group, texts));
                List<EncodedColumn> features = features(group, columns);
                all.addAll(features.subList(1, features.size()));
                return all;
              }

              @Override
              public void run(int piece) throws IOException {
                int number;
                synchronized (ids) {
                  number = next[0]++;
                  texts.clear();
                  for (int i = 0; i < groups.get(number).rows(); i++) {
                    texts.add(Objects.requireNonNull(ids.next()));
                  }
                }
                out.write(number, encode(groups.get(number)));
              }
            };
          });
    }
  }

  /** One thread's encoding of the row groups of one file. */
  private abstract class Encoding implements Workers.Work {
    final RowFile file;
    final ColumnEncoder encoder = new ColumnEncoder();
    private long[] numbers = new long[0];
    private byte[] bytes = new byte[0];

    Encoding(int file) {
      this.file = writer.files().get(file);
    }

    /** The sequence, then the features of the file. */
    List<EncodedColumn> features(RowGroups.Group group, double[][] columns) {
      List<EncodedColumn> encoded = new ArrayList<>();
      encoded.add(sequences(group));
      int first = file.columns().size() - file.features().size();
      for (int i = 0; i < file.features().size(); i++) {
        Column column = file.columns().get(first + i);
        double[] values = columns[file.features().get(i)];
        encoded.add(encoder.reals(column, values, group.rows()));
      }
      return encoded;
    }

    private EncodedColumn sequences(RowGroups.Group group) {
      numbers = numbers.length < group.rows() ? new long[group.rows()] : numbers;
      scored.sequences(group.fromBlock(), group.toBlock(), numbers);
      return encoder.longs(RowFile.SEQUENCE, numbers, group.rows());
    }

    List<EncodedColumn> heads(RowGroups.Group group, TextBlock ids) {
      int from = group.fromBlock();
      int to = group.toBlock();
      int rows = group.rows();
      EncodedColumn sequences = sequences(group);
      bytes = bytes.length < rows ? new byte[rows] : bytes;
      scored.types(from, to, bytes);
      List<String> names = events.schema().eventTypes().stream().map(t -> t.name()).toList();
      EncodedColumn types = encoder.texts(RowFile.EVENT_TYPE, names, bytes, rows);
      scored.occurredAtMillis(from, to, numbers);
      EncodedColumn occurredAt = encoder.longs(RowFile.OCCURRED_AT, numbers, rows);
      scored.foldTimesMillis(from, to, numbers);
      EncodedColumn foldTimes = encoder.longs(RowFile.FOLD_TIME, numbers, rows);
      scored.labels(from, to, bytes);
      EncodedColumn labels = encoder.bools(RowFile.LABEL, bytes, rows);
      scored.truncated(from, to, bytes);
      EncodedColumn truncated = encoder.bools(RowFile.TRUNCATED, bytes, rows);
      EncodedColumn eventIds = encoder.texts(RowFile.EVENT_ID, ids);
      return List.of(sequences, eventIds, types, occurredAt, foldTimes, labels, truncated);
    }

    @Override
    public void close() {
      encoder.close();
    }
  }
}
