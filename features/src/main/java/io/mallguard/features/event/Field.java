package io.mallguard.features.event;

import java.util.List;

/**
 * One field of an event type. Immutable.
 *
 * @param name snake_case name
 * @param kind what its values are
 * @param entity name of the entity an {@link Kind#ENTITY} field identifies, else empty
 * @param values legal values of an {@link Kind#ENUM} field in append-only order, else empty
 * @param required whether an event without it is refused
 * @param origin where its value comes from
 */
public record Field(
    String name, Kind kind, String entity, List<String> values, boolean required, Origin origin) {
  /** What stands in a number slot for a field that is absent. */
  public static final long ABSENT = Long.MIN_VALUE;

  /** The kinds of values a field can hold. */
  public enum Kind {
    /** Opaque text of 1 to 128 characters that names this or another event. */
    ID,
    /** Opaque text of 1 to 128 characters that names an entity. */
    ENTITY,
    /** Free text of at most 1024 characters; features can't read it. */
    TEXT,
    /** Minor units of the schema's currency, 0 to 2^40. */
    MONEY,
    /** Whole number between -2^40 and 2^40. */
    INTEGER,
    /** True or false; held as 1 or 0. */
    BOOL,
    /** One of a fixed list; held as its index. */
    ENUM,
    /** An instant; held as epoch milliseconds. */
    TIME;

    /** Whether values are held as text (else as a number). */
    public boolean isText() {
      return this == ID || this == ENTITY || this == TEXT;
    }
  }

  /** Where the values of a field come from. */
  public enum Origin {
    /** Whoever sends the event; the schema writes the field. */
    SENT,
    /** Whoever sends the event; every type of its sort has the field, written or not. */
    IMPLICIT,
    /** Nobody sends it: it is worked out from the event's other fields, see {@link Computation}. */
    COMPUTED
  }

  /** Copies the list of values. */
  public Field {
    values = List.copyOf(values);
  }

  /** A field that is sent and written in the schema. */
  public Field(String name, Kind kind, String entity, List<String> values, boolean required) {
    this(name, kind, entity, values, required, Origin.SENT);
  }

  /** A field that is worked out; {@link Kind#INTEGER} or {@link Kind#BOOL}. */
  public static Field computed(String name, Kind kind) {
    return new Field(name, kind, "", List.of(), false, Origin.COMPUTED);
  }
}
