package io.mallguard.features.fold;

import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.state.Memory;
import io.mallguard.features.state.Pages;
import io.mallguard.features.state.Pages.DamagedPageException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The fold's whole state at a position of the log, as a file: restore it and fold the rest of the
 * log, and every row has the same bits as without.
 *
 * <pre>
 * 8 bytes  "MGFOLD" and the format version, 2, as two bytes
 * int      length of the header
 * header   layout hash (64 hex digits), memory layout (an int), sequence, fold time, first fold
 *          time, unmatched marks, how many memories, the length of each in longs
 * long     CRC-32C of the header
 * the memories, one after the other, see {@link Pages}
 * </pre>
 *
 * All numbers are little-endian. Version 1, which no release wrote, does not say its memory layout
 * and is refused.
 */
public final class FoldSnapshot {
  private static final byte[] MAGIC = "MGFOLD".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 2;
  private static final int FIRST_VERSION = 2;

  /**
   * How fold, state and graph lay out their memories. Whoever changes what one of the longs means
   * raises it: the memories of another layout would be read as something else.
   */
  static final int MEMORY_LAYOUT = 3;

  private static final String INSTEAD = "; fold the log again from its start instead";
  private static final int HASH_CHARS = 64;
  private static final int MAX_HEADER_BYTES = 1 << 20;
  private static final int PREFIX_BYTES = 12;

  private FoldSnapshot() {}

  /**
   * A fold as it was.
   *
   * @param fold the fold
   * @param sequence position of the last event it had absorbed
   */
  public record Restored(Fold fold, long sequence) {}

  /**
   * Writes a fold's state. Nothing stands under the file's name before all of it is on disk.
   *
   * @param sequence position of the last event absorbed
   */
  public static void write(Fold fold, long sequence, Path file) throws IOException {
    Path partial = file.resolveSibling("." + file.getFileName() + ".partial");
    try {
      try (FileChannel out =
          FileChannel.open(
              partial,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        writeAll(out, header(fold, sequence));
        Pages pages = new Pages();
        for (Memory memory : fold.memories()) {
          pages.write(memory, out);
        }
        out.force(true);
      }
      Files.move(
          partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private static ByteBuffer header(Fold fold, long sequence) {
    List<Memory> memories = fold.memories();
    int length = HASH_CHARS + 2 * Integer.BYTES + 4 * Long.BYTES + memories.size() * Long.BYTES;
    ByteBuffer out =
        ByteBuffer.allocate(PREFIX_BYTES + length + Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.put(MAGIC).putShort((short) VERSION).putInt(length);
    out.put(fold.spec().layoutHash().getBytes(StandardCharsets.US_ASCII));
    out.putInt(MEMORY_LAYOUT);
    out.putLong(sequence).putLong(fold.foldTimeMillis()).putLong(fold.firstFoldTimeMillis());
    out.putLong(fold.unmatchedMarks());
    out.putInt(memories.size());
    memories.forEach(memory -> out.putLong(memory.endAddress()));
    out.putLong(crc(out.duplicate().position(PREFIX_BYTES).limit(PREFIX_BYTES + length)));
    return out.flip();
  }

  private static long crc(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return crc.getValue();
  }

  private static void writeAll(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  /**
   * Restores a fold.
   *
   * @param spec a spec with the layout the snapshot was written with
   * @throws InvalidInputException if the file is no snapshot, is damaged or cut short, is of
   *     another version, of another layout or memory layout; the log's start is there to fold again
   * @throws IOException if it can't be read at all
   */
  public static Restored read(FeatureSpec spec, Path file) throws IOException {
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      return read(spec, file, in);
    } catch (EOFException | BufferUnderflowException cut) {
      throw invalid(file, "cut_short", Files.size(file) + " bytes", "a whole snapshot");
    } catch (DamagedPageException damaged) {
      throw invalid(file, "damaged", String.valueOf(damaged.getMessage()), "an unchanged snapshot");
    }
  }

  private static Restored read(FeatureSpec spec, Path file, FileChannel in)
      throws IOException, DamagedPageException {
    ByteBuffer prefix = readBytes(in, PREFIX_BYTES);
    byte[] magic = new byte[MAGIC.length];
    prefix.get(magic);
    int version = prefix.getShort();
    int length = prefix.getInt();
    if (!java.util.Arrays.equals(magic, MAGIC) || version < 1) {
      throw invalid(file, "not_a_snapshot", "something else", "a snapshot of a fold");
    }
    if (version < FIRST_VERSION) {
      String found = "format version " + version + ", which does not say its memory layout";
      throw invalid(file, "too_old", found, "format version " + FIRST_VERSION + INSTEAD);
    }
    if (version > VERSION) {
      throw invalid(file, "too_new", "format version " + version, "at most " + VERSION + INSTEAD);
    }
    if (length < HASH_CHARS || length > MAX_HEADER_BYTES) {
      throw invalid(file, "damaged", "header of " + length + " bytes", "an unchanged snapshot");
    }
    ByteBuffer header = readBytes(in, length + Long.BYTES);
    if (crc(header.duplicate().limit(length)) != header.getLong(length)) {
      throw invalid(file, "damaged", "checksum of the header", "an unchanged snapshot");
    }
    return restore(spec, file, in, header);
  }

  private static Restored restore(FeatureSpec spec, Path file, FileChannel in, ByteBuffer header)
      throws IOException, DamagedPageException {
    byte[] hash = new byte[HASH_CHARS];
    header.get(hash);
    String layout = new String(hash, StandardCharsets.US_ASCII);
    if (!layout.equals(spec.layoutHash())) {
      throw invalid(file, "other_layout", "layout " + layout, "layout " + spec.layoutHash());
    }
    int memoryLayout = header.getInt();
    if (memoryLayout != MEMORY_LAYOUT) {
      String legal = "memory layout " + MEMORY_LAYOUT + INSTEAD;
      throw invalid(file, "other_memory_layout", "memory layout " + memoryLayout, legal);
    }
    long sequence = header.getLong();
    Fold.Numbers numbers = new Fold.Numbers(header.getLong(), header.getLong(), header.getLong());
    long[] lengths = lengths(spec, file, in.size() - in.position(), header);
    Pages pages = new Pages();
    List<Memory> memories = new ArrayList<>();
    for (long longs : lengths) {
      memories.add(pages.read(longs, in));
    }
    if (in.position() != in.size()) {
      throw invalid(file, "damaged", "more bytes than it says", "an unchanged snapshot");
    }
    return new Restored(new Fold(spec, memories, numbers), sequence);
  }

  /** How long the memories are, before any room is made for them. */
  private static long[] lengths(FeatureSpec spec, Path file, long bytesLeft, ByteBuffer header) {
    int memories = header.getInt();
    if (memories != Fold.memories(spec.plan())) {
      throw invalid(file, "damaged", memories + " memories", "an unchanged snapshot");
    }
    long[] lengths = new long[memories];
    long longsLeft = bytesLeft / Long.BYTES;
    for (int i = 0; i < memories; i++) {
      lengths[i] = header.getLong();
      if (lengths[i] < 0 || lengths[i] > longsLeft) {
        String found = lengths[i] + " longs, of which " + longsLeft + " are there";
        throw invalid(file, "cut_short", found, "a whole snapshot");
      }
      longsLeft -= lengths[i];
    }
    return lengths;
  }

  private static ByteBuffer readBytes(FileChannel in, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (in.read(buffer) < 0) {
        throw new EOFException();
      }
    }
    return buffer.flip();
  }

  private static InvalidInputException invalid(Path file, String code, String found, String legal) {
    return InvalidInputException.of(
        file.toString(), new Problem(file.toString(), code, found, legal));
  }
}
