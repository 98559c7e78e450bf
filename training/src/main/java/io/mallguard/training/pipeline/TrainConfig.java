package io.mallguard.training.pipeline;

import io.mallguard.training.model.ClassifierRecipe;
import io.mallguard.training.model.ForestRecipe;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code train} is told by its configuration file. Immutable.
 *
 * @param name the bundle's name
 * @param version the bundle's version
 * @param spec a built-in spec's name or the path of a spec file
 * @param target what is to be predicted, and of which events
 * @param blocks lengths of the time blocks
 * @param reviewedPerDay k of the entity precision
 * @param fraudWeight weight of a fraud row in training
 * @param candidates the recipes to choose from
 * @param anomaly the anomaly model's recipe
 * @param thresholds default policy: probability by decision, rising with severity
 * @param seed of everything random
 * @param text the file as it was, for the provenance
 */
public record TrainConfig(
    String name,
    String version,
    String spec,
    Target target,
    BlockLengths blocks,
    int reviewedPerDay,
    double fraudWeight,
    List<ClassifierRecipe> candidates,
    ForestRecipe anomaly,
    Map<String, Double> thresholds,
    long seed,
    String text) {
  /** Names of the configurations that ship with mallguard, each of the schema it is for. */
  public static final List<String> BUILT_IN = List.of("cards", "mall");

  /** Copies the list; the map keeps its order. */
  public TrainConfig {
    candidates = List.copyOf(candidates);
    thresholds = Collections.unmodifiableMap(new LinkedHashMap<>(thresholds));
  }

  /**
   * Reads a configuration file.
   *
   * @throws io.mallguard.features.problem.InvalidInputException with all problems
   */
  public static TrainConfig read(Path file) {
    return TrainConfigReader.read(file);
  }

  /**
   * A built-in configuration.
   *
   * @param name one of {@link #BUILT_IN}
   */
  public static TrainConfig builtIn(String name) {
    String file = name + "-train.yaml";
    return TrainConfigReader.parse(builtInText(file), "built-in " + file, Path.of(""));
  }

  private static String builtInText(String file) {
    try (InputStream in = TrainConfig.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalArgumentException("no built-in " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
