package io.mallguard.features.yaml;

import io.mallguard.features.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One value of a YAML document. Every reading method answers empty and notes a problem if the value
 * is not what was asked for, so that a caller reads on and all problems come at once. One owner
 * thread.
 */
public final class YamlNode {
  private final Node node;
  private final YamlSource source;
  private final Problems problems;

  YamlNode(Node node, YamlSource source, Problems problems) {
    this.node = node;
    this.source = source;
    this.problems = problems;
  }

  /** Where the value stands: {@code source:line:column}, both from 1. */
  public String place() {
    return source.place(node.getStartMark());
  }

  /**
   * Line and column of a code point inside this scalar, for problems of an expression; right also
   * where the scalar is quoted, escaped or written over several lines.
   */
  public String placeInside(int codePoint) {
    return node instanceof ScalarNode scalar ? source.placeInside(scalar, codePoint) : place();
  }

  /** A text in the place of this value, for what a spec says without writing it. */
  public YamlNode withText(String text) {
    Node scalar =
        new ScalarNode(
            Tag.STR, text, node.getStartMark(), node.getEndMark(), DumperOptions.ScalarStyle.PLAIN);
    return new YamlNode(scalar, source, problems);
  }

  /** The same value with its problems noted elsewhere. */
  public YamlNode notingIn(Problems elsewhere) {
    return new YamlNode(node, source, elsewhere);
  }

  /** Notes that this value is not legal. */
  public void refuse(String code, String legal) {
    problems.add(place(), code, shown(), legal);
  }

  /** The problems noted while reading the document. */
  public Problems problems() {
    return problems;
  }

  /** Whether this is a sequence. */
  public boolean isList() {
    return node instanceof SequenceNode;
  }

  /** Whether this is a mapping. */
  public boolean isMap() {
    return node instanceof MappingNode;
  }

  /** The value as a mapping. */
  public Optional<YamlMap> map() {
    if (node instanceof MappingNode mapping) {
      return Optional.of(new YamlMap(mapping, source, problems));
    }
    refuse("wrong_kind", "a mapping (key: value)");
    return Optional.empty();
  }

  /** The elements of a sequence; a single value counts as a sequence of one. */
  public List<YamlNode> list() {
    if (!(node instanceof SequenceNode sequence)) {
      return List.of(this);
    }
    List<YamlNode> elements = new ArrayList<>();
    for (Node element : sequence.getValue()) {
      elements.add(new YamlNode(element, source, problems));
    }
    return elements;
  }

  /** The value as text. */
  public Optional<String> text() {
    if (node instanceof ScalarNode scalar && !scalar.getValue().isEmpty()) {
      return Optional.of(scalar.getValue());
    }
    refuse("wrong_kind", "a text");
    return Optional.empty();
  }

  /** The value as a whole number in a range. */
  public OptionalLong wholeNumber(long min, long max) {
    try {
      long value = Long.parseLong(scalar());
      if (value >= min && value <= max) {
        return OptionalLong.of(value);
      }
    } catch (NumberFormatException e) {
      // reported below, together with the range
    }
    refuse("not_a_whole_number", "a whole number from " + min + " to " + max);
    return OptionalLong.empty();
  }

  /** The value as a finite number in a range. */
  public OptionalDouble number(double min, double max) {
    try {
      double value = Double.parseDouble(scalar());
      if (value >= min && value <= max) {
        return OptionalDouble.of(value);
      }
    } catch (NumberFormatException e) {
      // reported below, together with the range
    }
    refuse("not_a_number", "a number from " + min + " to " + max);
    return OptionalDouble.empty();
  }

  /** The value as true or false. */
  public Optional<Boolean> yesNo() {
    String value = scalar();
    if (value.equals("true") || value.equals("false")) {
      return Optional.of(value.equals("true"));
    }
    refuse("not_a_boolean", "true or false");
    return Optional.empty();
  }

  /** The value as a positive duration such as {@code 90s}, {@code 10m}, {@code 1h}, {@code 7d}. */
  public OptionalLong durationMillis() {
    OptionalLong millis = Durations.parseMillis(scalar());
    if (millis.isEmpty()) {
      refuse("not_a_duration", Durations.LEGAL);
    }
    return millis;
  }

  /** The value as one of a list of words. */
  public Optional<String> oneOf(List<String> legal) {
    String value = scalar();
    if (legal.contains(value)) {
      return Optional.of(value);
    }
    refuse("unknown_word", Names.oneOf(value, legal));
    return Optional.empty();
  }

  /** The value as text, empty if it is none; notes no problem. */
  public String plainText() {
    return scalar();
  }

  private String scalar() {
    return node instanceof ScalarNode scalar ? scalar.getValue() : "";
  }

  private String shown() {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue().isEmpty() ? "nothing" : "'" + scalar.getValue() + "'";
    }
    return isMap() ? "a mapping" : "a sequence";
  }
}
