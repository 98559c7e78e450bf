package io.mallguard.notebooks.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

class FigureTest {
  @BeforeAll
  static void headless() {
    System.setProperty("java.awt.headless", "true");
  }

  @Test
  void drawsAtTwiceTheSizeItIsShownAt() throws IOException {
    Display display = Figure.of(chart(), "a line").display();

    assertThat(display.forms()).containsEntry("text/plain", "a line");
    assertThat(display.sizes()).containsEntry("image/png", new ImageSize(300, 200));
    byte[] png = Base64.getDecoder().decode(display.forms().get("image/png"));
    var image = ImageIO.read(new ByteArrayInputStream(png));
    assertThat(image.getWidth()).isEqualTo(600);
    assertThat(image.getHeight()).isEqualTo(400);
  }

  @Test
  void drawsTheSameBytesEveryTime() {
    assertThat(Figure.of(chart(), "").display()).isEqualTo(Figure.of(chart(), "").display());
  }

  private static XYChart chart() {
    XYChart chart = new XYChartBuilder().width(300).height(200).title("Line").build();
    chart.addSeries("y", new double[] {1, 2, 3}, new double[] {1, 4, 9});
    return chart;
  }
}
