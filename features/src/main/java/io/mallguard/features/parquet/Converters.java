package io.mallguard.features.parquet;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;

/** What receives the values of a group's columns, by their order. */
final class Converters extends GroupConverter {
  private final Converter[] converters;

  Converters(Converter... converters) {
    this.converters = converters;
  }

  @Override
  public Converter getConverter(int index) {
    return converters[index];
  }

  @Override
  public void start() {}

  @Override
  public void end() {}
}
