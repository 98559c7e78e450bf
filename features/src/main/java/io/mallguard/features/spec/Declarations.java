package io.mallguard.features.spec;

import io.mallguard.features.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All features of a spec as they are declared. Mutable while they are read, one owner thread. */
final class Declarations {
  private final List<Declared> features = new ArrayList<>();
  private final List<ColumnDraft> parts = new ArrayList<>();
  private final Map<String, ColumnDraft> byName = new LinkedHashMap<>();
  private final Map<YamlNode, List<ColumnDraft>> stages = new LinkedHashMap<>();

  /**
   * One feature.
   *
   * @param column its column
   * @param section {@code features} or {@code derived}
   * @param unit its unit
   * @param meaning its meaning
   * @param written its canonical form
   */
  record Declared(
      ColumnDraft column,
      String section,
      String unit,
      String meaning,
      Map<String, String> written) {}

  void add(Declared feature) {
    features.add(feature);
    if (byName.putIfAbsent(feature.column().name(), feature.column()) != null) {
      feature
          .column()
          .place()
          .withText(feature.column().name())
          .refuse("duplicate_name", "a name that is not taken");
    }
  }

  /** Puts a feature in the place of one of the same name. */
  void replace(int position, Declared feature) {
    Declared before = features.set(position, feature);
    byName.replace(feature.column().name(), before.column(), feature.column());
  }

  /** Adds an internal column that the spec does not name. */
  void addPart(ColumnDraft part) {
    parts.add(part);
  }

  void stated(YamlNode stage, List<ColumnDraft> columns) {
    stages.put(stage, columns);
  }

  /** Refuses stages that are written but are not so. */
  void checkStages() {
    stages.forEach(
        (node, columns) -> {
          for (ColumnDraft column : columns) {
            long stated = node.wholeNumber(1, 1000).orElse(column.stage());
            if (stated != column.stage()) {
              node.refuse("wrong_stage", column.stage() + ", or left out: it is derived");
            }
          }
        });
  }

  List<Declared> features() {
    return features;
  }

  Map<String, ColumnDraft> byName() {
    return byName;
  }

  int rowSize() {
    return (int) features.stream().filter(f -> f.column().inRow()).count();
  }

  /** Gives all columns their places: those of the row in file order, then internal ones. */
  List<ColumnDraft> placed() {
    List<ColumnDraft> columns = new ArrayList<>();
    features.stream().map(Declared::column).filter(ColumnDraft::inRow).forEach(columns::add);
    features.stream().map(Declared::column).filter(column -> !column.inRow()).forEach(columns::add);
    columns.addAll(parts);
    int next = 0;
    for (ColumnDraft column : columns) {
      column.place(next);
      next += column.width();
    }
    return columns;
  }

  Map<String, Integer> indexes() {
    Map<String, Integer> indexes = new LinkedHashMap<>();
    byName.forEach((name, column) -> indexes.put(name, column.index()));
    return indexes;
  }
}
