package io.mallguard.scoring.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problems;
import io.mallguard.features.schema.SchemaReader;
import io.mallguard.features.spec.Feature;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.spec.SpecReader;
import io.mallguard.scoring.Scorer;
import io.mallguard.scoring.calibration.LogisticCalibration;
import io.mallguard.scoring.calibration.TailCalibration;
import io.mallguard.scoring.decision.Policy;
import io.mallguard.scoring.model.CompiledModel;
import io.mallguard.scoring.model.CompiledModels;
import io.mallguard.scoring.model.IsolationForest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Puts a bundle together from files whose bytes were checked. One owner thread, used once. */
final class BundleAssembly {
  private final String subject;
  private final Manifest manifest;
  private final Map<BundleFile, byte[]> files;
  private final Problems problems = new Problems();
  private final Map<BundleFile, String> texts = new EnumMap<>(BundleFile.class);
  private final Map<BundleFile, JsonNode> jsons = new EnumMap<>(BundleFile.class);

  BundleAssembly(String subject, Manifest manifest, Map<BundleFile, byte[]> files) {
    this.subject = subject;
    this.manifest = manifest;
    this.files = files;
  }

  Bundle bundle() {
    files.keySet().forEach(this::decode);
    Optional<EventSchema> schema = yaml(BundleFile.SCHEMA, SchemaReader::parse);
    Optional<FeatureSpec> spec =
        schema.flatMap(s -> yaml(BundleFile.SPEC, (t, n) -> SpecReader.parse(t, n, s)));
    Optional<Policy> policy =
        schema.flatMap(s -> yaml(BundleFile.POLICY, (t, n) -> Policy.parse(t, n, s)));
    Optional<CompiledModel> classifier = model(BundleFile.CLASSIFIER);
    Optional<CompiledModel> anomaly = model(BundleFile.ANOMALY);
    Optional<LogisticCalibration> calibration =
        json(BundleFile.CALIBRATION, LogisticCalibration::fromJson);
    Optional<TailCalibration> tail =
        json(BundleFile.ANOMALY_CALIBRATION, TailCalibration::fromJson);
    Optional<GoldenRows> golden = json(BundleFile.GOLDEN_ROWS, GoldenRowsJson::read);
    problems.throwIfAny(subject);
    checkTogether(schema.orElseThrow(), spec.orElseThrow(), golden.orElseThrow());
    checkModels(classifier.orElseThrow(), anomaly.orElseThrow(), spec.orElseThrow());
    problems.throwIfAny(subject);
    Scorer scorer =
        new Scorer(
            classifier.orElseThrow(),
            calibration.orElseThrow(),
            anomaly.orElseThrow(),
            tail.orElseThrow());
    problems.addAll(golden.orElseThrow().differences(scorer));
    problems.throwIfAny(subject);
    return new Bundle(
        manifest,
        manifest.bundleSha256(),
        schema.orElseThrow(),
        spec.orElseThrow(),
        scorer,
        policy.orElseThrow(),
        golden.orElseThrow(),
        texts);
  }

  private void decode(BundleFile file) {
    byte[] bytes = files.getOrDefault(file, new byte[0]);
    try {
      if (file.isText()) {
        texts.put(
            file, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
      }
      if (file.content() == BundleFile.Content.JSON) {
        JsonNode json = StrictJson.read(bytes);
        if (!json.isObject()) {
          corrupt(file, "JSON of another kind", "a JSON object");
          return;
        }
        jsons.put(file, json);
      }
    } catch (CharacterCodingException e) {
      corrupt(file, "other bytes", "UTF-8 text");
    } catch (JsonProcessingException e) {
      corrupt(file, StrictJson.words(e), "JSON");
    }
  }

  private <T> Optional<T> yaml(BundleFile file, BiFunction<String, String, T> reader) {
    return part(
        file, Optional.ofNullable(texts.get(file)), text -> reader.apply(text, file.path()));
  }

  private <T> Optional<T> json(BundleFile file, BiFunction<JsonNode, String, T> reader) {
    return part(
        file, Optional.ofNullable(jsons.get(file)), json -> reader.apply(json, file.path()));
  }

  private Optional<CompiledModel> model(BundleFile file) {
    return part(file, Optional.ofNullable(files.get(file)), CompiledModels::read);
  }

  /* One file's value; its own problems follow the one that names the file. */
  private <S, T> Optional<T> part(BundleFile file, Optional<S> source, Function<S, T> reader) {
    try {
      return source.map(reader);
    } catch (InvalidInputException e) {
      corrupt(file, e.count() + (e.count() == 1 ? " problem" : " problems"), "sound: see below");
      problems.addAll(e.problems());
    }
    return Optional.empty();
  }

  private void corrupt(BundleFile file, String found, String legal) {
    problems.add(BundleFault.CORRUPT.at(file.path(), found, legal));
  }

  private void checkTogether(EventSchema schema, FeatureSpec spec, GoldenRows golden) {
    same("schema", manifest.schema(), schema.name());
    same("spec_hash", manifest.specHash(), spec.specHash());
    same("layout_hash", manifest.layoutHash(), spec.layoutHash());
    List<String> columns = spec.features().stream().map(Feature::name).toList();
    if (!golden.columns().equals(columns)) {
      String place = BundleFile.GOLDEN_ROWS.path() + "/columns";
      mismatch(place, golden.columns().toString(), "the spec's features, " + columns);
    }
  }

  private void same(String key, String stated, String computed) {
    if (!stated.equals(computed)) {
      String legal = computed + ", as computed from the bundle's own files by this version";
      mismatch(BundleFile.MANIFEST + "/" + key, stated, legal);
    }
  }

  private void checkModels(CompiledModel classifier, CompiledModel anomaly, FeatureSpec spec) {
    int columns = spec.features().size();
    width(BundleFile.CLASSIFIER, classifier, columns);
    width(BundleFile.ANOMALY, anomaly, columns);
    if (classifier instanceof IsolationForest) {
      mismatch(BundleFile.CLASSIFIER.path(), "an isolation forest", "a classifier");
    }
    if (!(anomaly instanceof IsolationForest)) {
      mismatch(BundleFile.ANOMALY.path(), "a classifier", "an anomaly model");
    }
  }

  private void width(BundleFile file, CompiledModel model, int columns) {
    if (model.inputCount() != columns) {
      String legal = "a model of the spec's " + columns + " columns";
      mismatch(file.path(), "a model of " + model.inputCount() + " columns", legal);
    }
  }

  private void mismatch(String place, String found, String legal) {
    problems.add(BundleFault.SCHEMA_MISMATCH.at(place, found, legal));
  }
}
