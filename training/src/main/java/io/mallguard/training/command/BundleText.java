package io.mallguard.training.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.mallguard.features.spec.Feature;
import io.mallguard.scoring.bundle.Bundle;
import io.mallguard.scoring.bundle.BundleFile;
import io.mallguard.scoring.bundle.Manifest;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A bundle as text for a person. One owner thread, used once. */
final class BundleText {
  private final StringBuilder text = new StringBuilder();

  private BundleText() {}

  static String of(Bundle bundle, Path folder) {
    BundleText out = new BundleText();
    Manifest manifest = bundle.manifest();
    out.title("Bundle " + manifest.name() + " " + manifest.version());
    out.fact("folder", folder.toString());
    out.fact("sha256", bundle.sha256());
    out.fact("trained until", manifest.trainedUntil().toString());
    out.fact("schema", manifest.schema());
    out.fact("spec", bundle.spec().name() + " " + bundle.spec().version());
    out.fact("spec hash", manifest.specHash());
    out.fact("layout hash", manifest.layoutHash());
    out.fact("policy", bundle.policy().version());
    out.features(bundle.spec().features());
    out.title("Metrics");
    out.json("", BundleJson.parse(bundle.text(BundleFile.METRICS)));
    out.title("Provenance");
    out.json("", BundleJson.parse(bundle.text(BundleFile.PROVENANCE)));
    out.integrity(bundle);
    return out.text.toString().stripTrailing();
  }

  private void features(List<Feature> features) {
    title("Features, " + features.size() + " columns");
    int names = features.stream().mapToInt(f -> f.name().length()).max().orElse(1);
    int units = features.stream().mapToInt(f -> f.unit().length()).max().orElse(1);
    String form = "%-" + names + "s  %-" + Math.max(1, units) + "s  %s";
    for (Feature feature : features) {
      line(String.format(Locale.ROOT, form, feature.name(), feature.unit(), feature.meaning()));
    }
  }

  private void integrity(Bundle bundle) {
    title("Integrity");
    bundle
        .manifest()
        .files()
        .forEach(
            (file, facts) ->
                line(
                    String.format(
                        Locale.ROOT,
                        "%-24s %,12d bytes  %s",
                        file.path(),
                        facts.bytes(),
                        facts.sha256())));
    line("every file is as it was written");
    line(bundle.goldenRows().rows().size() + " golden rows scored again: every bit as it was");
  }

  /* One line per value, its path before it. */
  private void json(String path, JsonNode node) {
    if (node.isValueNode()) {
      fact(path, node.asText());
      return;
    }
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        json(path + "[" + i + "]", node.get(i));
      }
      return;
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      json(path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue());
    }
  }

  private void title(String title) {
    text.append(text.isEmpty() ? "" : "\n").append(title).append('\n');
  }

  private void fact(String name, String value) {
    line(String.format(Locale.ROOT, "%-13s %s", name, value));
  }

  /* What a bundle's author wrote must not move a terminal's cursor. */
  private void line(String line) {
    text.append("  ").append(line.replaceAll("\\p{Cntrl}", "?")).append('\n');
  }
}
