package io.mallguard.features.fold;

import io.mallguard.features.event.Field;
import io.mallguard.features.event.IdHash;
import io.mallguard.features.state.Index;
import io.mallguard.features.state.Memory;

/**
 * A small record per entity and value of one number of its entries (a cell), shared by all windows
 * and measures that group by that number. Entries hold their cell's address, so that only a new
 * entry has to look one up. A cell lives as long as an entry refers to it; in windows that nothing
 * leaves, for ever.
 *
 * <pre>
 * cell: value, references, next and previous cell of the entity, own numbers
 * </pre>
 */
final class Cells {
  /** Longs in the entity's block. */
  static final int HEADER_LONGS = 3;

  /** Most cells that are searched one by one. */
  static final int WALKED = 8;

  private static final int FIRST = 0;
  private static final int COUNT = 1;
  private static final int INDEXED = 2;

  private static final int VALUE = 0;
  private static final int REFERENCES = 1;
  private static final int NEXT = 2;
  private static final int PREVIOUS = 3;
  private static final int FIRST_OWN = 4;

  private final Memory memory;
  private final Index index;
  private final int at;
  private final int salt;
  private int longs = FIRST_OWN;

  /**
   * The cells of one number.
   *
   * @param at offset of the first cell's address in the entity's block; also tells cells of an
   *     entity's several numbers apart
   */
  Cells(Memory memory, Index index, int at) {
    this.memory = memory;
    this.index = index;
    this.at = at;
    this.salt = at;
  }

  /** Sets numbers of a measure aside in every cell; only before the first cell is made. */
  int reserve(int ownLongs) {
    int offset = longs;
    longs += ownLongs;
    return offset;
  }

  /** The cell of a value, or 0. */
  long find(long entity, long value) {
    if (value == Field.ABSENT) {
      return 0;
    }
    if (memory.get(entity + at + INDEXED) != 0) {
      return index.find(name(entity, value));
    }
    long cell = first(entity);
    while (cell != 0 && memory.get(cell + VALUE) != value) {
      cell = memory.get(cell + NEXT);
    }
    return cell;
  }

  private long name(long entity, long value) {
    return IdHash.join(IdHash.join(entity, salt), value);
  }

  /** The cell of a value with one more reference; 0 if the value is absent. */
  long acquire(long entity, long value) {
    if (value == Field.ABSENT) {
      return 0;
    }
    long cell = find(entity, value);
    if (cell == 0) {
      cell = add(entity, value);
    }
    memory.add(cell + REFERENCES, 1);
    return cell;
  }

  private long add(long entity, long value) {
    long cell = memory.allocate(longs);
    memory.put(cell + VALUE, value);
    link(entity, cell);
    memory.add(entity + at + COUNT, 1);
    if (memory.get(entity + at + INDEXED) != 0) {
      index.put(name(entity, value), cell);
    } else if (memory.get(entity + at + COUNT) > WALKED) {
      indexAll(entity);
    }
    return cell;
  }

  private void indexAll(long entity) {
    memory.put(entity + at + INDEXED, 1);
    for (long cell = first(entity); cell != 0; cell = next(cell)) {
      index.put(name(entity, value(cell)), cell);
    }
  }

  private void link(long entity, long cell) {
    long first = memory.get(entity + at + FIRST);
    memory.put(cell + NEXT, first);
    if (first != 0) {
      memory.put(first + PREVIOUS, cell);
    }
    memory.put(entity + at + FIRST, cell);
  }

  /** Takes a reference back; without references the cell is gone. */
  void release(long entity, long cell) {
    memory.add(cell + REFERENCES, -1);
    if (memory.get(cell + REFERENCES) == 0) {
      remove(entity, cell);
    }
  }

  private void remove(long entity, long cell) {
    long next = memory.get(cell + NEXT);
    long previous = memory.get(cell + PREVIOUS);
    memory.put(previous == 0 ? entity + at + FIRST : previous + NEXT, next);
    if (next != 0) {
      memory.put(next + PREVIOUS, previous);
    }
    if (memory.get(entity + at + INDEXED) != 0) {
      index.remove(name(entity, value(cell)));
    }
    memory.free(cell, longs);
    memory.add(entity + at + COUNT, -1);
    if (next == 0 && previous == 0) {
      memory.put(entity + at + INDEXED, 0);
    }
  }

  /** Removes all cells of an entity. */
  void clear(long entity) {
    for (long cell = first(entity); cell != 0; cell = first(entity)) {
      remove(entity, cell);
    }
  }

  long count(long entity) {
    return memory.get(entity + at + COUNT);
  }

  int longs() {
    return longs;
  }

  long first(long entity) {
    return memory.get(entity + at + FIRST);
  }

  long next(long cell) {
    return memory.get(cell + NEXT);
  }

  long value(long cell) {
    return memory.get(cell + VALUE);
  }
}
