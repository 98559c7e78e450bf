package io.mallguard.features.spec;

import io.mallguard.features.plan.Window;
import io.mallguard.features.yaml.Durations;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads windows and what goes with them, and checks that state lasts as long as they read. */
final class WindowReader {
  private final Defaults defaults;

  WindowReader(Defaults defaults) {
    this.defaults = defaults;
  }

  /** The windows of an entry with the places where they are written. */
  Map<Window, YamlNode> read(YamlMap map, Agg agg, String key, boolean several) {
    long delayMillis = map.get("delay").map(n -> n.durationMillis().orElse(0)).orElse(0L);
    Optional<YamlNode> node = map.get("window");
    long ttlMillis = defaults.ttlMillis(key);
    Map<Window, YamlNode> windows = new LinkedHashMap<>();
    if (agg == Agg.PERIOD) {
      node.ifPresent(n -> n.refuse("not_used", "left out: a period has 'periods'"));
      map.get("delay").ifPresent(n -> n.refuse("not_used", "left out: periods are not delayed"));
      map.get("agg").ifPresent(n -> windows.put(new Window(Window.LIFE, 0), n));
      return windows;
    }
    if (agg == Agg.LEVEL || agg == Agg.FIFO) {
      map.get("delay").ifPresent(n -> n.refuse("not_used", "left out: flows are not delayed"));
    }
    if (node.isEmpty() && agg.windowIsOptional()) {
      long length =
          agg == Agg.LEVEL || ttlMillis == Window.LIFE ? Window.LIFE : ttlMillis - delayMillis;
      map.get("agg").ifPresent(n -> put(windows, new Window(length, delayMillis), n, ttlMillis));
      return windows;
    }
    for (YamlNode element : map.require("window").map(YamlNode::list).orElse(List.of())) {
      lengthMillis(element)
          .ifPresent(length -> put(windows, new Window(length, delayMillis), element, ttlMillis));
    }
    if (windows.isEmpty()) {
      // A wrong window must not hide what else is wrong.
      map.get("agg").ifPresent(n -> windows.put(new Window(1, Long.MAX_VALUE / 4), n));
    }
    if (!several && windows.size() > 1) {
      node.ifPresent(n -> n.refuse("too_many", "one window"));
    }
    return windows;
  }

  private static void put(
      Map<Window, YamlNode> windows, Window window, YamlNode node, long ttlMillis) {
    if (windows.putIfAbsent(window, node) != null) {
      node.refuse("duplicate_window", "a window that stands only once");
    }
    check(window, node, ttlMillis);
  }

  /** Checks a window that is not written as one. */
  void checkLength(long lengthMillis, long delayMillis, String key, YamlNode node) {
    check(new Window(lengthMillis, delayMillis), node, defaults.ttlMillis(key));
  }

  static Optional<Long> lengthMillis(YamlNode node) {
    if (!node.isList() && !node.isMap() && node.text().orElse("").equals("life")) {
      return Optional.of(Window.LIFE);
    }
    java.util.OptionalLong millis = node.durationMillis();
    return millis.isPresent() ? Optional.of(millis.getAsLong()) : Optional.empty();
  }

  private static void check(Window window, YamlNode node, long ttlMillis) {
    if (window.isLife() && window.delayMillis() > 0) {
      node.refuse("no_effect", "a window with an end: what is kept for life is not delayed");
    } else if (window.isLife()
        && ttlMillis != Window.LIFE
        && node.text().orElse("").equals("life")) {
      node.refuse("beyond_ttl", "a window with an end, or a key with ttl: never");
    } else if (!window.isLife()
        && (window.lengthMillis() <= 0 || window.reachMillis() > ttlMillis)) {
      node.refuse(
          "beyond_ttl", "at most the key's ttl " + Defaults.write(ttlMillis) + " with its delay");
    }
  }

  /** Whether the event being scored counts. */
  boolean includeCurrent(YamlMap map) {
    Optional<YamlNode> node = map.get("include_current");
    boolean given = node.flatMap(YamlNode::yesNo).orElse(false);
    if (map.get("delay").isPresent()) {
      node.filter(n -> given)
          .ifPresent(n -> n.refuse("no_effect", "false: a delayed window never holds the event"));
      return false;
    }
    return node.isPresent() ? given : defaults.includeCurrent();
  }

  /** Span of time whose entries are kept as one. */
  static long resolutionMillis(YamlMap map, Agg agg, Iterable<Window> windows) {
    Optional<YamlNode> node = map.get("resolution");
    if (node.isEmpty()) {
      return 0;
    }
    long millis = node.get().durationMillis().orElse(0);
    if (!agg.allowsResolution()) {
      node.get().refuse("not_used", "left out: " + agg.word() + " is exact");
      return 0;
    }
    List<String> odd = new ArrayList<>();
    for (Window window : windows) {
      if (window.isLife() || window.lengthMillis() < millis) {
        odd.add(SpecText.window(window.lengthMillis()));
      }
    }
    if (!odd.isEmpty()) {
      node.get().refuse("not_used", "at most the shortest window: " + String.join(", ", odd));
    }
    return millis;
  }

  static String words(Window window) {
    return window.isLife() ? "life" : Durations.write(window.lengthMillis());
  }
}
