package io.mallguard.scoring.profile;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.features.problem.Problems;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalDouble;

/**
 * The file {@code reference-profile.json} of a bundle. The same profile gives the same bytes, and
 * doubles come back bit for bit. Stateless.
 */
public final class ProfileJson {
  /*
   * {"format": "mallguard-reference-profile", "format_version": 1,
   *  "features": [column, ...], "probability": column, "anomaly": column,
   *  "thresholds": [{"name", "probability", "at_or_above"}, ...]}
   * column: {"name", "importance", "missing", "positive_infinite", "negative_infinite", "minimum",
   *  "maximum", "mean", "squares", "atoms": [..], "edges": [..], "cells": [..]}
   * importance, minimum, maximum, mean and squares are null where there is none. "cells" ascend:
   * every knot (atom or edge) closes an interval, an atom's own cell follows it, the last cell lies
   * above all knots.
   */
  static final String FORMAT = "mallguard-reference-profile";
  static final int FORMAT_VERSION = 1;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          // Shortest round-trip digits, the same on every JDK (Double.toString changed in 19).
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final DefaultPrettyPrinter LINES =
      new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));

  private ProfileJson() {}

  /** The bytes of a profile: UTF-8, one line per list, ends with a line feed. */
  public static byte[] write(ReferenceProfile profile) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = MAPPER.createGenerator(bytes)) {
      out.setPrettyPrinter(LINES.createInstance());
      write(profile, out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }

  private static void write(ReferenceProfile profile, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("format", FORMAT);
    out.writeNumberField("format_version", FORMAT_VERSION);
    out.writeArrayFieldStart("features");
    for (ColumnProfile column : profile.features()) {
      write(column, out);
    }
    out.writeEndArray();
    out.writeFieldName("probability");
    write(profile.probability(), out);
    out.writeFieldName("anomaly");
    write(profile.anomaly(), out);
    out.writeArrayFieldStart("thresholds");
    for (Threshold threshold : profile.thresholds()) {
      out.writeStartObject();
      out.writeStringField("name", threshold.name());
      out.writeNumberField("probability", threshold.probability());
      out.writeNumberField("at_or_above", threshold.atOrAbove());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void write(ColumnProfile column, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("name", column.name());
    number("importance", column.importance(), out);
    out.writeNumberField("missing", column.missing());
    out.writeNumberField("positive_infinite", column.positiveInfinite());
    out.writeNumberField("negative_infinite", column.negativeInfinite());
    number("minimum", column.minimum(), out);
    number("maximum", column.maximum(), out);
    number("mean", column.mean(), out);
    number("squares", column.squares(), out);
    Grid grid = column.grid();
    out.writeArrayFieldStart("atoms");
    for (int i = 0; i < grid.atomCount(); i++) {
      out.writeNumber(grid.atom(i));
    }
    out.writeEndArray();
    out.writeArrayFieldStart("edges");
    for (int i = 0; i < grid.edgeCount(); i++) {
      out.writeNumber(grid.edge(i));
    }
    out.writeEndArray();
    out.writeArrayFieldStart("cells");
    for (int i = 0; i < grid.cellCount(); i++) {
      out.writeNumber(column.cell(i));
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void number(String name, OptionalDouble value, JsonGenerator out)
      throws IOException {
    if (value.isPresent()) {
      out.writeNumberField(name, value.getAsDouble());
    } else {
      out.writeNullField(name);
    }
  }

  /**
   * Reads a profile.
   *
   * @param bytes the file's bytes, as {@link #write} made them
   * @param sourceName what to call them in problems
   * @throws InvalidInputException with every problem, if they are no profile of this version
   */
  public static ReferenceProfile read(byte[] bytes, String sourceName) {
    JsonNode root = parse(bytes, sourceName);
    Problems problems = new Problems();
    ReferenceProfile profile = new ProfileReader(problems).read(root);
    problems.throwIfAny(sourceName);
    return profile;
  }

  private static JsonNode parse(byte[] bytes, String sourceName) {
    try {
      return MAPPER.readTree(bytes);
    } catch (IOException malformed) {
      Problem problem = new Problem(sourceName, "malformed_json", "", "a JSON object");
      throw InvalidInputException.of(sourceName, problem);
    }
  }
}
