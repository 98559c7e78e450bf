package io.mallguard.training.pipeline;

import io.mallguard.features.yaml.YamlMap;
import io.mallguard.training.model.BoostingRecipe;
import io.mallguard.training.model.ClassifierRecipe;
import io.mallguard.training.model.LogisticRecipe;
import io.mallguard.training.model.TreeRecipe;
import java.util.List;
import java.util.Optional;

/** Reads one candidate of a training configuration. */
final class RecipeReader {
  private static final List<String> FAMILIES = List.of("boosting", "logistic", "tree");

  private RecipeReader() {}

  static Optional<ClassifierRecipe> read(YamlMap map) {
    Optional<String> family = map.require("family").flatMap(node -> node.oneOf(FAMILIES));
    Optional<ClassifierRecipe> recipe = family.map(name -> recipe(name, map));
    if (recipe.isPresent()) {
      map.refuseOthers();
    }
    return recipe;
  }

  private static ClassifierRecipe recipe(String family, YamlMap map) {
    return switch (family) {
      case "boosting" ->
          new BoostingRecipe(
              Numbers.whole(map, "rounds", 1, 10_000),
              Numbers.real(map, "learning_rate", 1e-4, 1),
              Numbers.whole(map, "max_depth", 1, 20),
              Numbers.real(map, "min_child_weight", 0, 1e6),
              Numbers.real(map, "row_share", 0.01, 1),
              Numbers.real(map, "column_share", 0.01, 1),
              Numbers.real(map, "lambda", 0, 1e6));
      case "logistic" ->
          new LogisticRecipe(
              Numbers.whole(map, "epochs", 1, 10_000),
              Numbers.real(map, "learning_rate", 1e-6, 100),
              Numbers.whole(map, "batch_size", 1, 1_000_000));
      default -> new TreeRecipe(depth(map), Numbers.real(map, "min_child_weight", 1, 1e6));
    };
  }

  /* Without max_depth a tree grows as deep as it likes. */
  private static int depth(YamlMap map) {
    return map.has("max_depth") ? Numbers.whole(map, "max_depth", 1, 1_000) : TreeRecipe.UNLIMITED;
  }
}
