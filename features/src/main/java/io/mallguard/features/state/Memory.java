package io.mallguard.features.state;

import java.util.Arrays;

/**
 * Longs at addresses, in pages of eight mebibytes: the state of a fold lies in here and nowhere
 * else, so that the garbage collector has nothing to copy, a snapshot is the pages' bytes, and a
 * dry run is undone write by write. One owner thread.
 *
 * <p>Few pages, because every access looks at the length of its page, which has to be in the
 * processor's cache as well. The first page grows as it is needed: a small memory stays small.
 *
 * <p>Blocks are allocated and freed by size; a block never crosses a page. Address 0 is never
 * handed out. The allocator's own numbers lie in the first longs, so they are undone and
 * snapshotted like all else.
 */
public final class Memory {
  /** Largest block, in longs. */
  public static final int MAX_BLOCK = 1 << 19;

  private static final int PAGE_BITS = 20;
  private static final int PAGE_SPAN = 1 << PAGE_BITS;
  private static final int OFFSET_MASK = PAGE_SPAN - 1;

  /** Not all of a page is used, so that its array, header included, is not above 8 MiB. */
  static final int PAGE_LONGS = PAGE_SPAN - 8;

  private static final int FIRST_LONGS = 1 << 13;

  /** Address of the end of what was ever allocated. */
  private static final int END = 1;

  /** Address of the number of longs in blocks that are in use. */
  private static final int USED = 2;

  /** Addresses of roots, free for the owner: what it must find again after a restore. */
  private static final int FIRST_ROOT = 8;

  /** How many roots there are. */
  public static final int ROOTS = 56;

  private static final int FIRST_FREE_LIST = FIRST_ROOT + ROOTS;
  private static final int FIRST_BLOCK = FIRST_FREE_LIST + SizeClass.COUNT;

  private long[][] pages = new long[4][];
  private int pageCount;
  private boolean recording;
  private long[] undo = new long[0];
  private int undoSize;

  /** An empty memory. */
  public Memory() {
    reach(FIRST_BLOCK);
    put(END, FIRST_BLOCK);
  }

  /** The long at an address. */
  public long get(long address) {
    return pages[(int) (address >>> PAGE_BITS)][(int) address & OFFSET_MASK];
  }

  /** Writes a long. */
  public void put(long address, long value) {
    long[] page = pages[(int) (address >>> PAGE_BITS)];
    int offset = (int) address & OFFSET_MASK;
    if (recording) {
      note(address, page[offset]);
    }
    page[offset] = value;
  }

  /** Adds to a long. */
  public void add(long address, long difference) {
    put(address, get(address) + difference);
  }

  /**
   * The page an address lies in, to write some longs of one block: faster than one by one.
   *
   * @param longs how many from the address on may be written, until another method is called
   */
  public long[] writable(long address, int longs) {
    long[] page = page(address);
    if (recording) {
      int from = offset(address);
      for (int i = 0; i < longs; i++) {
        note(address + i, page[from + i]);
      }
    }
    return page;
  }

  /** The page an address lies in, to read several longs of one block. */
  public long[] page(long address) {
    return pages[(int) (address >>> PAGE_BITS)];
  }

  /** Where in its page an address lies. */
  public static int offset(long address) {
    return (int) address & OFFSET_MASK;
  }

  /** A long that is found again under the same number after a restore. */
  public long root(int number) {
    return get(FIRST_ROOT + number);
  }

  /** Sets a root. */
  public void root(int number, long value) {
    put(FIRST_ROOT + number, value);
  }

  /**
   * A block of zeros.
   *
   * @param longs its size, 1 to {@link #MAX_BLOCK}
   * @return its address, never 0
   * @throws IllegalArgumentException if it is larger: the bound of whatever asked for it is reached
   */
  public long allocate(int longs) {
    if (longs < 1 || longs > MAX_BLOCK) {
      throw new IllegalArgumentException("block of " + longs + ", must be 1 to " + MAX_BLOCK);
    }
    int sizeClass = SizeClass.of(longs);
    int size = SizeClass.longs(sizeClass);
    put(USED, get(USED) + size);
    long list = (long) FIRST_FREE_LIST + sizeClass;
    long block = get(list);
    if (block != 0) {
      put(list, get(block));
      clear(block, longs);
      return block;
    }
    return append(size);
  }

  private long append(int size) {
    long block = get(END);
    if (offset(block) + size > PAGE_LONGS) {
      block = ((block >>> PAGE_BITS) + 1) << PAGE_BITS;
    }
    put(END, block + size);
    reach(block + size);
    return block;
  }

  /** Gives a block back; its size must be the one it was allocated with. */
  public void free(long block, int longs) {
    int sizeClass = SizeClass.of(longs);
    put(USED, get(USED) - SizeClass.longs(sizeClass));
    long list = (long) FIRST_FREE_LIST + sizeClass;
    put(block, get(list));
    put(list, block);
  }

  /** Writes zeros. */
  public void clear(long address, int longs) {
    if (recording) {
      for (int i = 0; i < longs; i++) {
        put(address + i, 0);
      }
      return;
    }
    int offset = offset(address);
    Arrays.fill(page(address), offset, offset + longs, 0);
  }

  /** All longs that were ever allocated, to come back to by {@link #reset}. */
  public long[] image() {
    long[] image = new long[Math.toIntExact(get(END))];
    for (long address = 0; address < image.length; address += PAGE_SPAN) {
      int longs = (int) Math.min(PAGE_LONGS, image.length - address);
      System.arraycopy(page(address), 0, image, (int) address, longs);
    }
    return image;
  }

  /**
   * Goes back to what it was like; the pages are kept for what comes next.
   *
   * @param image from {@link #image()} of this memory
   */
  public void reset(long[] image) {
    long end = get(END);
    for (long address = 0; address < end; address += PAGE_SPAN) {
      int longs = (int) Math.min(PAGE_LONGS, end - address);
      int kept = (int) Math.max(0, Math.min(PAGE_LONGS, image.length - address));
      System.arraycopy(image, (int) Math.min(address, image.length), page(address), 0, kept);
      Arrays.fill(page(address), kept, Math.max(kept, longs), 0);
    }
  }

  /** Longs in blocks that are in use, with what rounding up to a size class adds. */
  public long usedLongs() {
    return get(USED);
  }

  /** Bytes of heap held by the pages. */
  public long heapBytes() {
    long longs = 0;
    for (int i = 0; i < pageCount; i++) {
      longs += pages[i].length;
    }
    return longs * Long.BYTES;
  }

  /** Has pages up to an end address. The first grows as needed, the others are whole at once. */
  void reach(long endAddress) {
    while ((long) pageCount << PAGE_BITS < endAddress) {
      if (pageCount == 1) {
        growFirst(PAGE_LONGS);
      }
      if (pageCount == pages.length) {
        pages = Arrays.copyOf(pages, pageCount * 2);
      }
      pages[pageCount++] = new long[pageCount == 1 ? FIRST_LONGS : PAGE_LONGS];
    }
    if (pageCount == 1) {
      growFirst((int) endAddress);
    }
  }

  private void growFirst(int longs) {
    if (longs > pages[0].length) {
      int doubled = Integer.highestOneBit(longs - 1) << 1;
      pages[0] = Arrays.copyOf(pages[0], Math.min(PAGE_LONGS, doubled));
    }
  }

  /** Begins to record every write, so that {@link #undo()} can take all of them back. */
  public void record() {
    recording = true;
    undoSize = 0;
  }

  /** Takes back every write since {@link #record()}, and stops recording. */
  public void undo() {
    recording = false;
    for (int i = undoSize - 2; i >= 0; i -= 2) {
      put(undo[i], undo[i + 1]);
    }
    undoSize = 0;
  }

  private void note(long address, long before) {
    if (undoSize == undo.length) {
      undo = Arrays.copyOf(undo, Math.max(1024, undoSize * 2));
    }
    undo[undoSize++] = address;
    undo[undoSize++] = before;
  }

  /** Address of the end of what was ever allocated: the longs of a snapshot. */
  public long endAddress() {
    return get(END);
  }
}
