package io.mallguard.notebooks.show;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.knowm.xchart.internal.chartpart.Chart;

/**
 * An XChart chart in the project's look, as a PNG at twice its size, sharp on dense screens, with a
 * line of text for where there are no images. On a machine without fonts the text says so and there
 * is no image.
 */
public final class Figure implements Shown {
  /** The line that stands for the image on a machine that can't draw text. */
  public static final String NOT_DRAWN =
      "(not drawn: no fonts on this machine; install fontconfig and a font such as DejaVu)";

  /** Pixels of the image for one pixel of the chart. */
  private static final int SCALE = 2;

  private final Chart<?, ?> chart;
  private final String says;

  private Figure(Chart<?, ?> chart, String says) {
    this.chart = chart;
    this.says = says;
    FigureStyle.apply(chart.getStyler());
  }

  /**
   * A figure of a chart.
   *
   * @param says in one line what the figure shows
   */
  public static Figure of(Chart<?, ?> chart, String says) {
    return new Figure(chart, says);
  }

  @Override
  public Display display() {
    if (!Fonts.areHere()) {
      return Display.text(says + "\n" + NOT_DRAWN);
    }
    try {
      return Display.png(png(), new ImageSize(chart.getWidth(), chart.getHeight()), says);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] png() throws IOException {
    int width = chart.getWidth();
    int height = chart.getHeight();
    BufferedImage image =
        new BufferedImage(width * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.scale(SCALE, SCALE);
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      chart.paint(graphics, width, height);
    } finally {
      graphics.dispose();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }
}
