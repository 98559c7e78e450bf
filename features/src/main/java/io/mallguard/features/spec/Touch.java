package io.mallguard.features.spec;

import io.mallguard.features.event.EventType;
import java.util.List;

/**
 * How events of a type reach an entity. Immutable.
 *
 * @param type the type
 * @param list index of the list whose elements name entities, or -1
 * @param parts where the parts of the key stand
 */
record Touch(EventType type, int list, List<Path> parts) {
  Touch {
    parts = List.copyOf(parts);
  }

  /** Equal texts, equal touches. */
  String text() {
    return type.name() + "/" + list + parts.stream().map(Path::texts).toList();
  }
}
