package io.mallguard.scoring.model;

import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Compiled models to bytes and back. The same model gives the same bytes. Stateless. */
public final class CompiledModels {
  /*
   * Layout, big-endian:
   *
   *   0  4  magic "MGCM"
   *   4  2  format version, 1
   *   6  2  family: 1 tree ensemble, 2 linear model, 3 isolation forest
   *   8  4  payload length n
   *  12  n  payload: column count (4 bytes), then what the family writes
   * 12+n 4  CRC-32 of everything before
   */
  private static final int MAGIC = 0x4D47434D;
  private static final int VERSION = 1;
  private static final int HEADER_BYTES = 12;
  private static final int CRC_BYTES = 4;
  private static final int TREES = 1;
  private static final int LINEAR = 2;
  private static final int FOREST = 3;

  private CompiledModels() {}

  /** The model as bytes. */
  public static byte[] write(CompiledModel model) {
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    int family;
    try (DataOutputStream out = new DataOutputStream(payload)) {
      out.writeInt(model.inputCount());
      family = writeFamily(model, out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    ByteBuffer file = ByteBuffer.allocate(HEADER_BYTES + payload.size() + CRC_BYTES);
    file.putInt(MAGIC).putShort((short) VERSION).putShort((short) family);
    file.putInt(payload.size()).put(payload.toByteArray());
    return file.putInt(checksum(file.array(), file.position())).array();
  }

  private static int writeFamily(CompiledModel model, DataOutputStream out) throws IOException {
    if (model instanceof TreeEnsemble trees) {
      trees.write(out);
      return TREES;
    }
    if (model instanceof LinearModel linear) {
      linear.write(out);
      return LINEAR;
    }
    ((IsolationForest) model).write(out);
    return FOREST;
  }

  /**
   * The model in bytes.
   *
   * @throws InvalidInputException if they are no compiled model, of a later format, cut short,
   *     altered, or hold numbers that no model may have; the code says which
   */
  public static CompiledModel read(byte[] bytes) {
    checkHeader(bytes);
    checkWhole(bytes);
    ByteBuffer in = ByteBuffer.wrap(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES - CRC_BYTES);
    int family = ByteBuffer.wrap(bytes).getShort(6);
    try {
      CompiledModel model = readFamily(family, in);
      if (in.hasRemaining()) {
        throw new IllegalArgumentException(in.remaining() + " bytes too many");
      }
      return model;
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw refused("model_unsound", String.valueOf(e.getMessage()), "a sound model");
    }
  }

  private static CompiledModel readFamily(int family, ByteBuffer in) {
    int inputCount = in.getInt();
    return switch (family) {
      case TREES -> TreeEnsemble.read(in, inputCount);
      case LINEAR -> LinearModel.read(in, inputCount);
      case FOREST -> IsolationForest.read(in, inputCount);
      default -> throw new IllegalArgumentException("family " + family + ", must be 1, 2 or 3");
    };
  }

  private static void checkHeader(byte[] bytes) {
    if (bytes.length < HEADER_BYTES + CRC_BYTES) {
      throw refused("model_truncated", bytes.length + " bytes", "at least 16 bytes long");
    }
    ByteBuffer header = ByteBuffer.wrap(bytes);
    if (header.getInt(0) != MAGIC) {
      throw refused("model_unknown", "other first bytes", "a compiled model, starting with MGCM");
    }
    int version = Short.toUnsignedInt(header.getShort(4));
    if (version != VERSION) {
      String code = version > VERSION ? "model_too_new" : "model_unknown";
      throw refused(code, "format version " + version, "format version " + VERSION);
    }
  }

  private static void checkWhole(byte[] bytes) {
    ByteBuffer file = ByteBuffer.wrap(bytes);
    long expected = HEADER_BYTES + Integer.toUnsignedLong(file.getInt(8)) + CRC_BYTES;
    if (bytes.length < expected) {
      throw refused("model_truncated", bytes.length + " bytes", expected + " bytes long");
    }
    int body = bytes.length - CRC_BYTES;
    if (bytes.length > expected || checksum(bytes, body) != file.getInt(body)) {
      throw refused("model_altered", "another checksum", "as it was written");
    }
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  private static InvalidInputException refused(String code, String found, String legal) {
    return InvalidInputException.of(
        "compiled model", new Problem("compiled model", code, found, legal));
  }
}
