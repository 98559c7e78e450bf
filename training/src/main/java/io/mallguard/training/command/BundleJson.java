package io.mallguard.training.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.features.spec.Feature;
import io.mallguard.scoring.bundle.Bundle;
import io.mallguard.scoring.bundle.BundleFault;
import io.mallguard.scoring.bundle.BundleFile;
import java.io.UncheckedIOException;

/** A bundle, or why there is none, as JSON. Stateless. */
final class BundleJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private BundleJson() {}

  static String whole(Bundle bundle) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("integrity", "whole").put("bundle_sha256", bundle.sha256());
    json.put("golden_rows", bundle.goldenRows().rows().size());
    json.put("policy_version", bundle.policy().version());
    json.set("manifest", parse(bundle.manifest().text()));
    ArrayNode features = json.putArray("features");
    for (Feature feature : bundle.spec().features()) {
      features
          .addObject()
          .put("name", feature.name())
          .put("unit", feature.unit())
          .put("meaning", feature.meaning());
    }
    json.set("metrics", parse(bundle.text(BundleFile.METRICS)));
    json.set("provenance", parse(bundle.text(BundleFile.PROVENANCE)));
    return json.toPrettyString();
  }

  static String refused(InvalidInputException refusal) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("integrity", "refused").put("problem_count", refusal.count());
    ArrayNode problems = json.putArray("problems");
    for (Problem problem : refusal.problems()) {
      problems
          .addObject()
          .put("place", problem.place())
          .put("code", problem.code())
          .put("found", problem.found())
          .put("legal", problem.legal());
    }
    ObjectNode advice = json.putObject("advice");
    for (BundleFault fault : BundleFault.among(refusal.problems())) {
      advice.put(fault.code(), fault.advice());
    }
    return json.toPrettyString();
  }

  /** A text the bundle reader has already checked to be JSON. */
  static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
