package io.mallguard.training.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mallguard.scoring.model.CompiledModel;
import io.mallguard.scoring.model.Precision;
import io.mallguard.scoring.model.Side;
import io.mallguard.scoring.model.TreeEnsemble;
import io.mallguard.scoring.model.TreesBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * From an XGBoost booster of two classes to flat arrays, by the booster's own JSON (its documented
 * model format). The base score is the same for both margins and cancels in the log-odds.
 */
final class BoosterCompiler {
  private static final ObjectMapper JSON = new ObjectMapper();

  private BoosterCompiler() {}

  static CompiledModel compile(Booster booster, int[] columns, int inputCount, int fraudClass) {
    JsonNode model = json(booster).at("/learner/gradient_booster/model");
    JsonNode classes = model.path("tree_info");
    TreesBuilder nodes = new TreesBuilder(inputCount);
    List<Integer> rootsFor = new ArrayList<>();
    List<Integer> rootsAgainst = new ArrayList<>();
    for (int tree = 0; tree < classes.size(); tree++) {
      int root = add(model.path("trees").path(tree), columns, nodes);
      (classes.get(tree).intValue() == fraudClass ? rootsFor : rootsAgainst).add(root);
    }
    return new TreeEnsemble(Precision.SINGLE, nodes.build(), ints(rootsFor), ints(rootsAgainst));
  }

  private static JsonNode json(Booster booster) {
    try {
      return JSON.readTree(booster.toByteArray("json"));
    } catch (XGBoostError e) {
      throw new IllegalStateException("XGBoost could not write its model", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /* XGBoost numbers parents before children, so from the last node backwards children come first. */
  private static int add(JsonNode tree, int[] columns, TreesBuilder nodes) {
    JsonNode left = tree.path("left_children");
    int[] placed = new int[left.size()];
    for (int node = placed.length - 1; node >= 0; node--) {
      double number = (float) tree.path("split_conditions").get(node).doubleValue();
      if (left.get(node).intValue() < 0) {
        placed[node] = nodes.leaf(number);
      } else {
        placed[node] =
            nodes.split(
                columns[tree.path("split_indices").get(node).intValue()],
                number,
                placed[left.get(node).intValue()],
                placed[tree.path("right_children").get(node).intValue()],
                tree.path("default_left").get(node).asInt() == 1 ? Side.LEFT : Side.RIGHT);
      }
    }
    return placed[0];
  }

  private static int[] ints(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }
}
