package io.mallguard.notebooks.run;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Takes out of a text what differs from run to run or from machine to machine: identity hash codes
 * and the folders of this machine. Times can't be told from data: cells do not print them.
 */
final class Normal {
  private static final Pattern IDENTITY = Pattern.compile("(?<=[\\w;$\\]])@[0-9a-f]{4,8}\\b");
  private static final Pattern LAMBDA = Pattern.compile("\\$\\$Lambda(\\$\\d+)?/0x[0-9a-f]+");

  private Normal() {}

  static String text(String text) {
    String plain = IDENTITY.matcher(text.replace("\r\n", "\n")).replaceAll("@…");
    plain = LAMBDA.matcher(plain).replaceAll("\\$\\$Lambda");
    plain = withoutFolder(plain, "java.io.tmpdir", "TMP");
    plain = withoutFolder(plain, "user.dir", ".");
    return withoutFolder(plain, "user.home", "~");
  }

  private static String withoutFolder(String text, String property, String word) {
    Path folder = Path.of(System.getProperty(property)).toAbsolutePath().normalize();
    return folder.getNameCount() == 0 ? text : text.replace(folder.toString(), word);
  }
}
