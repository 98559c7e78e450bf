package io.mallguard.service.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.scoring.bundle.Bundle;
import io.mallguard.service.decisions.Versions;
import java.util.function.Function;

/** What the models were that made decisions here. Safe for use by many threads. */
final class RecordedModels {
  private final Bundle champion;
  private final Function<String, Bundle> archive;

  /**
   * The models.
   *
   * @param champion the bundle that decides now
   * @param archive an earlier bundle by its sha256
   */
  RecordedModels(Bundle champion, Function<String, Bundle> archive) {
    this.champion = champion;
    this.archive = archive;
  }

  /** The spec of the rows of a decision. */
  FeatureSpec spec(Versions versions) {
    return bundle(versions).spec();
  }

  /** The {@code model} of an answer. */
  ObjectNode model(Versions versions) {
    ObjectNode json = DecisionJson.model(versions);
    if (isChampion(versions)) {
      json.put("alias", "champion");
    }
    return json.put("trained_until", bundle(versions).manifest().trainedUntil().toString());
  }

  private Bundle bundle(Versions versions) {
    return isChampion(versions) ? champion : archive.apply(versions.bundleSha256());
  }

  private boolean isChampion(Versions versions) {
    return versions.bundleSha256().equals(champion.sha256());
  }
}
