package io.mallguard.features.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import io.mallguard.features.event.Field;

/** What a name in an expression stands for. */
sealed interface Variable {
  /** Its type for the checker. */
  CelType celType();

  /** A field that travels in the event. */
  record FieldValue(int index, Field field) implements Variable {
    @Override
    public CelType celType() {
      return switch (field.kind()) {
        case MONEY, INTEGER, TIME -> SimpleType.INT;
        case BOOL -> SimpleType.BOOL;
        case ID, ENTITY, TEXT, ENUM -> SimpleType.STRING;
      };
    }
  }

  /** A field that becomes known later. */
  record MarkValue(int index) implements Variable {
    @Override
    public CelType celType() {
      return SimpleType.BOOL;
    }
  }

  /** When the event happened. */
  record OccurredAt() implements Variable {
    @Override
    public CelType celType() {
      return SimpleType.INT;
    }
  }

  /** When the event became known. */
  record ObservedAt() implements Variable {
    @Override
    public CelType celType() {
      return SimpleType.INT;
    }
  }

  /** A column of the row that was computed before. */
  record Column(int index) implements Variable {
    @Override
    public CelType celType() {
      return SimpleType.DOUBLE;
    }
  }
}
