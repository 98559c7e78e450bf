package io.mallguard.features.expression;

import io.mallguard.features.yaml.YamlNode;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The names an expression may use and what they stand for, the filters it may name, the reference
 * tables and the time zone. Immutable.
 */
public final class Scope {
  private final Map<String, Variable> variables;
  private final Map<String, YamlNode> filters;
  private final ZoneId zone;
  private final Tables tables;

  private Scope(Builder builder) {
    this.variables = Collections.unmodifiableMap(new LinkedHashMap<>(builder.variables));
    this.filters = Collections.unmodifiableMap(new LinkedHashMap<>(builder.filters));
    this.zone = builder.zone;
    this.tables = builder.tables;
  }

  /**
   * A scope without names.
   *
   * @param zone time zone of local hours and days
   * @param tables the reference tables
   */
  public static Builder builder(ZoneId zone, Tables tables) {
    return new Builder(zone, tables);
  }

  Map<String, Variable> variables() {
    return variables;
  }

  Map<String, YamlNode> filters() {
    return filters;
  }

  ZoneId zone() {
    return zone;
  }

  Tables tables() {
    return tables;
  }

  /** All names, variables before filters, for "must be one of". */
  List<String> names() {
    List<String> names = new java.util.ArrayList<>(variables.keySet());
    names.addAll(filters.keySet());
    return names;
  }

  /** Collects the names of a scope. One owner thread. */
  public static final class Builder {
    private final Map<String, Variable> variables = new LinkedHashMap<>();
    private final Map<String, YamlNode> filters = new LinkedHashMap<>();
    private final ZoneId zone;
    private final Tables tables;

    private Builder(ZoneId zone, Tables tables) {
      this.zone = zone;
      this.tables = tables;
    }

    /** Adds a name, which may hold dots; the first of two equal names stays. */
    public Builder add(String name, Variable variable) {
      variables.putIfAbsent(name, variable);
      return this;
    }

    /** Adds a condition that may be named in others; a variable of the same name hides it. */
    public Builder filter(String name, YamlNode text) {
      filters.putIfAbsent(name, text);
      return this;
    }

    /** The scope. The builder can be used on. */
    public Scope build() {
      return new Scope(this);
    }
  }
}
