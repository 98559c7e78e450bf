package io.mallguard.notebooks.show;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Locale;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;

/** The look of every figure: white ground, thin grid, the first series quiet, the second loud. */
final class FigureStyle {
  private static final Color INK = new Color(0x33, 0x33, 0x33);
  private static final Color GRID = new Color(0xE4, 0xE4, 0xE4);

  /* Told apart by people with colour-blindness: Wong, Points of view: Color blindness, 2011. */
  private static final Color[] SERIES = {
    new Color(0x56, 0x74, 0x94), new Color(0xD5, 0x5E, 0x00), new Color(0x00, 0x9E, 0x73)
  };
  private static final BasicStroke THIN = new BasicStroke(1);
  private static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
  private static final Font BOLD = new Font(Font.SANS_SERIF, Font.BOLD, 13);

  private FigureStyle() {}

  static void apply(Styler styler) {
    styler.setLocale(Locale.ROOT);
    styler.setChartBackgroundColor(Color.WHITE).setChartFontColor(INK).setChartTitleFont(BOLD);
    styler.setPlotBorderVisible(false).setSeriesColors(SERIES);
    styler.setLegendBorderColor(Color.WHITE).setLegendFont(PLAIN).setDecimalPattern("0.####");
    if (styler instanceof AxesChartStyler axes) {
      axes.setAxisTitleFont(PLAIN).setAxisTickLabelsFont(PLAIN).setAxisTickLabelsColor(INK);
      axes.setPlotGridLinesColor(GRID).setPlotGridLinesStroke(THIN).setAxisTickMarksColor(GRID);
    }
  }
}
