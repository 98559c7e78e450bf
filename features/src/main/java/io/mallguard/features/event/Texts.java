package io.mallguard.features.event;

import org.jspecify.annotations.Nullable;

/**
 * The texts of an event: its id, and one slot per field. A fold never looks at them, since it knows
 * them by their {@link IdHash}, so those of the log become Strings only for who asks. Immutable.
 */
sealed interface Texts {
  /** The event's id. */
  String id();

  /** A field's text; null if absent or numeric. */
  @Nullable String field(int field);

  /** Whether a field has a text. */
  boolean has(int field);

  /** Texts that are there. The array is not copied. */
  final class Given implements Texts {
    private final String id;
    private final @Nullable String[] fields;

    Given(String id, @Nullable String[] fields) {
      this.id = id;
      this.fields = fields;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public @Nullable String field(int field) {
      return fields[field];
    }

    @Override
    public boolean has(int field) {
      return fields[field] != null;
    }
  }

  /** Texts that stand in an event's bytes, see {@link EventBytes}. The arrays are not copied. */
  final class InBytes implements Texts {
    private final byte[] bytes;
    private final int idAt;
    private final int[] fieldsAt;

    /**
     * Texts in bytes.
     *
     * @param idAt where the id starts, with its length
     * @param fieldsAt the same per field, 0 for none
     */
    InBytes(byte[] bytes, int idAt, int[] fieldsAt) {
      this.bytes = bytes;
      this.idAt = idAt;
      this.fieldsAt = fieldsAt;
    }

    @Override
    public String id() {
      return new ByteCursor(bytes, idAt).text();
    }

    @Override
    public @Nullable String field(int field) {
      return has(field) ? new ByteCursor(bytes, fieldsAt[field]).text() : null;
    }

    @Override
    public boolean has(int field) {
      return fieldsAt[field] > 0;
    }
  }
}
