package io.mallguard.scoring.bundle;

import io.mallguard.features.problem.Problem;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Why a bundle is refused. Each is a problem code of its own ({@code bundle_truncated} and so on)
 * with its own advice; docs/bundle.md lists them.
 */
public enum BundleFault {
  /** There is no bundle at this place. */
  MISSING("Check the path: a bundle is the folder that holds manifest.json."),
  /** A file is shorter than it was written, or gone. */
  TRUNCATED("Copy the bundle again from where it was trained, and check the disk is not full."),
  /** A file is not what was written: its size or SHA-256 differs. */
  ALTERED("Copy the bundle again from where it was trained; a bundle is never edited by hand."),
  /** A file is what was written, yet its content can't be used. */
  CORRUPT("Train the bundle again: it was not written by this project's bundle writer."),
  /** The file system does not let a file be read. */
  UNREADABLE("Give the user that runs mallguard the right to read the folder and its files."),
  /** Not a mallguard bundle, or one with something in it that does not belong there. */
  FOREIGN("Point to a mallguard bundle, and keep other files and links out of its folder."),
  /** Written in a format this version no longer reads. */
  TOO_OLD("Train the bundle again with this version."),
  /** Written in a format this version does not know yet. */
  TOO_NEW("Upgrade mallguard to the version that wrote the bundle, or a later one."),
  /** Schema, spec, models, policy and manifest do not belong together. */
  SCHEMA_MISMATCH("Train the bundle with the schema and spec in use, on this version."),
  /** The golden rows do not come out bit for bit as when the bundle was written. */
  SELF_TEST_FAILED("Do not serve it: this machine computes other scores. Report it.");

  private static final int MAX_SHOWN = 200;

  private final String advice;

  BundleFault(String advice) {
    this.advice = advice;
  }

  /** The problem code, such as {@code bundle_too_new}. */
  public String code() {
    return "bundle_" + name().toLowerCase(Locale.ROOT);
  }

  /** What to do about it, one sentence. */
  public String advice() {
    return advice;
  }

  /** The faults among some problems, in the order of this enum. */
  public static Set<BundleFault> among(Collection<Problem> problems) {
    Set<BundleFault> faults = EnumSet.noneOf(BundleFault.class);
    for (BundleFault fault : values()) {
      if (problems.stream().anyMatch(p -> p.code().equals(fault.code()))) {
        faults.add(fault);
      }
    }
    return faults;
  }

  /** A problem of this kind. Place and found may be a stranger's text: they are made printable. */
  Problem at(String place, String found, String legal) {
    return new Problem(printable(place), code(), printable(found), legal);
  }

  private static String printable(String text) {
    String start = text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text;
    return start.replaceAll("\\p{Cntrl}", "?");
  }
}
