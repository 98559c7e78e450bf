package io.mallguard.features.spec;

import io.mallguard.features.plan.Family;
import io.mallguard.features.plan.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A family on its way to the plan: touches and lanes, each made once. One owner thread. */
final class FamilyDraft {
  private final String name;
  private final String text;
  private final long ttlMillis;
  private final Map<String, TouchDraft> touches = new TreeMap<>();
  private final Map<String, LaneDraft> lanes = new TreeMap<>();

  FamilyDraft(String name, String text, long ttlMillis) {
    this.name = name;
    this.text = text;
    this.ttlMillis = ttlMillis;
  }

  String name() {
    return name;
  }

  /** Equal text, same family, whatever columns in its key are called. */
  String text() {
    return text;
  }

  TouchDraft touch(TouchDraft touch) {
    TouchDraft known = touches.putIfAbsent(touch.text(), touch);
    return known == null ? touch : known;
  }

  /**
   * The lane of some sources that has room for some flags of given widths. What is read for life
   * has a lane of its own, which keeps no entries: marks do not reach it, and beside windows that
   * do read marks every entry would be kept for ever.
   */
  LaneDraft lane(
      List<TouchDraft> sources,
      int stage,
      long resolutionMillis,
      boolean supersedable,
      boolean life,
      Map<String, Integer> flags) {
    sources.forEach(TouchDraft::update);
    String head =
        stage
            + (life ? " life " : " ")
            + resolutionMillis
            + " "
            + sources.stream().map(TouchDraft::text).toList();
    for (int i = 0; ; i++) {
      LaneDraft lane =
          lanes.computeIfAbsent(
              head + " " + i, key -> new LaneDraft(sources, stage, resolutionMillis, supersedable));
      if (lane.takes(flags)) {
        return lane;
      }
    }
  }

  List<LaneDraft> lanes() {
    return List.copyOf(lanes.values());
  }

  /** Gives touches their places; before lanes are finished. */
  Family finished(int index) {
    int next = 0;
    for (TouchDraft touch : touches.values()) {
      touch.index(next++);
    }
    List<Lane> finished = new ArrayList<>();
    for (LaneDraft lane : lanes.values()) {
      finished.add(lane.lane(finished.size()));
    }
    List<Family.Touch> all = touches.values().stream().map(TouchDraft::finished).toList();
    return new Family(index, name, ttlMillis, all, finished);
  }

  String layout() {
    StringBuilder out = new StringBuilder("family " + text + " ttl " + ttlMillis);
    touches.keySet().forEach(touch -> out.append("\n  touch ").append(touch));
    lanes.values().forEach(lane -> out.append("\n  ").append(lane.layout()));
    return out.toString();
  }
}
