package io.mallguard.features.event;

/**
 * What an event does to a marked field of its subject: from the moment it is known, the field is
 * what the condition says. Immutable.
 *
 * @param field the marked field of the subject's type
 * @param condition over the fields of the marking event
 */
public record Mark(MarkedField field, Condition condition) {}
