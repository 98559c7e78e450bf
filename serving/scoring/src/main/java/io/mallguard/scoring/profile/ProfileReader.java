package io.mallguard.scoring.profile;

import com.fasterxml.jackson.databind.JsonNode;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problems;
import java.util.ArrayList;
import java.util.List;

/** Builds a {@link ReferenceProfile} from JSON and collects every problem. One use. */
final class ProfileReader {
  private static final Threshold NO_THRESHOLD = new Threshold("none", 0, 0);

  private final Problems problems;

  ProfileReader(Problems problems) {
    this.problems = problems;
  }

  /** The profile; worth nothing if there are problems. */
  ReferenceProfile read(JsonNode root) {
    JsonPlace place = new JsonPlace(root, "", problems);
    place.keys("format", "format_version", "features", "probability", "anomaly", "thresholds");
    checkFormat(place);
    List<ColumnProfile> features = new ArrayList<>();
    for (JsonPlace column : place.list("features")) {
      features.add(new ColumnReader(column).read());
    }
    ColumnProfile probability = new ColumnReader(place.at("probability")).read();
    ColumnProfile anomaly = new ColumnReader(place.at("anomaly")).read();
    List<Threshold> thresholds = new ArrayList<>();
    for (JsonPlace threshold : place.list("thresholds")) {
      thresholds.add(threshold(threshold));
    }
    return assemble(features, probability, anomaly, thresholds);
  }

  private ReferenceProfile assemble(
      List<ColumnProfile> features,
      ColumnProfile probability,
      ColumnProfile anomaly,
      List<Threshold> thresholds) {
    if (problems.isEmpty()) {
      try {
        return new ReferenceProfile(features, probability, anomaly, thresholds);
      } catch (InvalidInputException unfit) {
        problems.addAll(unfit.problems());
      }
    }
    return new ReferenceProfile(List.of(), ColumnReader.NONE, ColumnReader.NONE, List.of());
  }

  private void checkFormat(JsonPlace place) {
    String format = place.text("format");
    if (!format.equals(ProfileJson.FORMAT)) {
      place.problem("format", "wrong_format", format, ProfileJson.FORMAT);
    }
    long version = place.whole("format_version");
    if (version != ProfileJson.FORMAT_VERSION) {
      String legal = ProfileJson.FORMAT_VERSION + ", the version this program reads";
      place.problem("format_version", "wrong_version", String.valueOf(version), legal);
    }
  }

  private Threshold threshold(JsonPlace place) {
    place.keys("name", "probability", "at_or_above");
    String name = place.text("name");
    double probability = place.number("probability");
    long atOrAbove = place.whole("at_or_above");
    if (!(probability >= 0 && probability <= 1)) {
      String found = String.valueOf(probability);
      place.problem("probability", "out_of_range", found, "in [0, 1]");
      return NO_THRESHOLD;
    }
    return name.isEmpty() ? NO_THRESHOLD : new Threshold(name, probability, atOrAbove);
  }
}
