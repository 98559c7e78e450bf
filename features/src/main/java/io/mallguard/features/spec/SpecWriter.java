package io.mallguard.features.spec;

import io.mallguard.features.event.EventSchema;
import java.util.List;

/**
 * The canonical YAML form of a spec: filters and groups written out, one feature per window,
 * defaults spelled out. {@link SpecReader} reads it back to the same spec.
 */
final class SpecWriter {
  private SpecWriter() {}

  static String write(
      String name,
      int version,
      EventSchema schema,
      Defaults defaults,
      List<String> keys,
      List<LookUpDeclaration> lookUps,
      Roles roles,
      Filters filters,
      GraphSets graph,
      Declarations declarations) {
    StringBuilder out = new StringBuilder();
    out.append("spec: ").append(name).append('\n');
    out.append("version: ").append(version).append('\n');
    out.append("schema: ").append(schema.name()).append('\n');
    out.append("defaults: {idle_ttl: ")
        .append(Defaults.write(defaults.idleTtlMillis()))
        .append("}\n");
    if (!defaults.own(keys).isEmpty()) {
      out.append("ttl:\n");
      defaults
          .own(keys)
          .forEach(
              (key, ttl) ->
                  out.append("  ")
                      .append(SpecText.scalar(key))
                      .append(": ")
                      .append(Defaults.write(ttl))
                      .append('\n'));
    }
    List<LookUpDeclaration> written = lookUps.stream().filter(l -> !l.implied()).toList();
    section(out, "lookups", written.stream().map(l -> l.written(filters)).toList());
    out.append(roles.written().isEmpty() ? "" : "roles:\n" + roles.written());
    out.append(graph.written(filters));
    sections(out, declarations);
    return out.toString();
  }

  private static void section(StringBuilder out, String name, List<String> lines) {
    if (!lines.isEmpty()) {
      out.append(name).append(":\n");
      lines.forEach(line -> out.append("  - ").append(line).append('\n'));
    }
  }

  /** The section that stands first in the file stays first: it has the first columns. */
  private static void sections(StringBuilder out, Declarations declarations) {
    List<String> sections =
        declarations.features().stream().map(Declarations.Declared::section).distinct().toList();
    for (String section : sections) {
      section(
          out,
          section,
          declarations.features().stream()
              .filter(f -> f.section().equals(section))
              .map(f -> "{" + SpecText.entries(f.written()) + "}")
              .toList());
    }
  }
}
