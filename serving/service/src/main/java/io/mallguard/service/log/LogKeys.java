package io.mallguard.service.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of the log's keys:
 *
 * <pre>
 * events, decisions   sequence (8, big endian)
 * ids                 type name, 0, 'e' for an event id, 's' for a subject id or 'c' for the event id
 *                     of one that was corrected, the id
 *                     holds: sequence (8), fold time (8)
 * </pre>
 */
final class LogKeys {
  private LogKeys() {}

  static byte[] sequence(long sequence) {
    return ByteBuffer.allocate(Long.BYTES).putLong(sequence).array();
  }

  static long sequence(byte[] key) {
    return ByteBuffer.wrap(key).getLong();
  }

  static byte[] eventId(String typeName, String id) {
    return id(typeName, 'e', id);
  }

  static byte[] subjectId(String typeName, String id) {
    return id(typeName, 's', id);
  }

  static byte[] supersededId(String typeName, String id) {
    return id(typeName, 'c', id);
  }

  static byte[] place(long sequence, long foldTimeMillis) {
    return ByteBuffer.allocate(2 * Long.BYTES).putLong(sequence).putLong(foldTimeMillis).array();
  }

  static long placeFoldTimeMillis(byte[] place) {
    return ByteBuffer.wrap(place).getLong(Long.BYTES);
  }

  private static byte[] id(String typeName, char kind, String id) {
    return (typeName + '\0' + kind + id).getBytes(StandardCharsets.UTF_8);
  }
}
