package io.mallguard.training.pipeline;

import io.mallguard.features.problem.Problems;
import io.mallguard.features.schema.Schemas;
import io.mallguard.features.yaml.YamlDocument;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import io.mallguard.training.model.ClassifierRecipe;
import io.mallguard.training.model.ForestRecipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads a training configuration; every problem comes at once. */
final class TrainConfigReader {
  private static final int MAX_DAYS = 3_650;
  private static final List<String> DECISIONS = List.of("step_up", "review", "reject");

  private final YamlMap root;
  private final Path folder;

  private TrainConfigReader(YamlMap root, Path folder) {
    this.root = root;
    this.folder = folder;
  }

  static TrainConfig read(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return parse(YamlDocument.textOf(file), file.toString(), folder == null ? Path.of("") : folder);
  }

  static TrainConfig parse(String text, String source, Path folder) {
    Problems problems = new Problems();
    YamlMap root = YamlDocument.parse(text, source, problems);
    TrainConfig config = new TrainConfigReader(root, folder).config(text);
    problems.throwIfAny(source);
    return config;
  }

  private TrainConfig config(String text) {
    root.require("calibration").ifPresent(node -> node.oneOf(List.of("logistic")));
    TrainConfig config =
        new TrainConfig(
            text("name"),
            text("version"),
            spec(text("spec")),
            TargetReader.read(root),
            root.require("split").flatMap(YamlNode::map).map(this::blocks).orElse(NO_BLOCKS),
            whole(root, "reviewed_per_day", 1, 1_000_000),
            Numbers.real(root, "fraud_weight", 1e-6, 1e6),
            candidates(),
            root.require("anomaly").flatMap(YamlNode::map).map(this::forest).orElse(NO_FOREST),
            root.require("thresholds")
                .flatMap(YamlNode::map)
                .map(this::thresholds)
                .orElse(Map.of()),
            whole(root, "seed", 0, Integer.MAX_VALUE),
            text);
    root.refuseOthers();
    return config;
  }

  /* Stand in until the problems are thrown. */
  private static final BlockLengths NO_BLOCKS = new BlockLengths(1, 0, 1, 1, 1);
  private static final ForestRecipe NO_FOREST = new ForestRecipe(1, 2);

  private String text(String key) {
    return root.require(key).flatMap(YamlNode::text).orElse("");
  }

  private String spec(String named) {
    return named.isEmpty() || Schemas.BUILT_IN_SPECS.contains(named)
        ? named
        : folder.resolve(named).toString();
  }

  private BlockLengths blocks(YamlMap map) {
    BlockLengths lengths =
        new BlockLengths(
            whole(map, "train_days", 1, MAX_DAYS),
            whole(map, "delay_days", 0, MAX_DAYS),
            whole(map, "validation_days", 1, MAX_DAYS),
            whole(map, "calibration_days", 1, MAX_DAYS),
            whole(map, "test_days", 1, MAX_DAYS));
    map.refuseOthers();
    return lengths;
  }

  private List<ClassifierRecipe> candidates() {
    List<ClassifierRecipe> recipes = new ArrayList<>();
    Optional<YamlNode> list = root.require("candidates");
    if (list.isPresent()) {
      List<YamlNode> nodes = list.get().list();
      nodes.forEach(node -> node.map().flatMap(RecipeReader::read).ifPresent(recipes::add));
      if (nodes.isEmpty()) {
        list.get().refuse("no_candidates", "a list of at least one candidate");
      }
    }
    return recipes;
  }

  private ForestRecipe forest(YamlMap map) {
    ForestRecipe recipe =
        new ForestRecipe(whole(map, "trees", 1, 10_000), whole(map, "sample_size", 2, 1_000_000));
    map.refuseOthers();
    return recipe;
  }

  private Map<String, Double> thresholds(YamlMap map) {
    Map<String, Double> thresholds = new LinkedHashMap<>();
    double least = 0;
    for (String decision : DECISIONS) {
      double above = least;
      map.require(decision)
          .flatMap(node -> risen(node, above))
          .ifPresent(number -> thresholds.put(decision, number));
      least = thresholds.getOrDefault(decision, least);
    }
    map.refuseOthers();
    return thresholds;
  }

  private static Optional<Double> risen(YamlNode node, double above) {
    OptionalDouble number = node.number(0, 1);
    if (number.isPresent() && number.getAsDouble() <= above) {
      node.refuse("not_rising", "above " + above);
      return Optional.empty();
    }
    return number.isPresent() ? Optional.of(number.getAsDouble()) : Optional.empty();
  }

  private static int whole(YamlMap map, String key, int min, int max) {
    return Numbers.whole(map, key, min, max);
  }
}
