package io.mallguard.features.yaml;

import java.util.List;
import java.util.Optional;

/** Words for "must be one of these", with the nearest name first when it is near. */
public final class Names {
  private Names() {}

  /** The legal names as a phrase, and the nearest one to what was found. */
  public static String oneOf(String found, List<String> legal) {
    String list = "one of " + String.join(", ", legal);
    return nearest(found, legal).map(name -> list + " (did you mean " + name + "?)").orElse(list);
  }

  /** The legal name within two edits of what was found, the first of the nearest. */
  static Optional<String> nearest(String found, List<String> legal) {
    String best = "";
    int bestDistance = Math.min(3, Math.max(1, found.length()));
    for (String name : legal) {
      int distance = distance(found, name);
      if (distance < bestDistance) {
        best = name;
        bestDistance = distance;
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }

  /** Levenshtein's edit distance (Soviet Physics Doklady, 1966), two rows. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(change, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
