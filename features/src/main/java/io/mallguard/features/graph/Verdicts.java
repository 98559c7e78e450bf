package io.mallguard.features.graph;

import io.mallguard.features.state.Index;
import io.mallguard.features.state.Memory;
import java.util.Arrays;

/**
 * What labels say of subjects, as known now: the verdict of a subject is that of its latest label
 * that no later one took back. Labels count for so long after they became known. Which labels are
 * given is the caller's choice: not those that a rule made. One owner thread.
 */
public final class Verdicts {
  /** Longs of the root block. */
  public static final int ROOT_LONGS = 2;

  /** What a label says. */
  public enum Verdict {
    /** Nothing, or nothing that still counts. */
    NONE(0),
    /** No fraud. */
    LEGIT(1),
    /** Fraud. */
    FRAUD(2);

    private final int code;

    Verdict(int code) {
      this.code = code;
    }

    /** Its number: 0 nothing, 1 no fraud, 2 fraud. */
    public int code() {
      return code;
    }

    /** The verdict of a number. */
    public static Verdict of(long code) {
      return code == 0 ? NONE : code == 1 ? LEGIT : FRAUD;
    }
  }

  /*
   * subject: key, its latest statement
   * label:   id, fold time, first statement
   * statement: subject, label, verdict, the subject's statements before and after it, the label's
   *            next one
   */
  private static final int SUBJECTS = 0;
  private static final int LABELS = 1;

  private static final int KEY = 0;
  private static final int LATEST = 1;
  private static final int SUBJECT_LONGS = 2;

  private static final int ID = 0;
  private static final int TIME = 1;
  private static final int FIRST = 2;
  private static final int LABEL_LONGS = 3;

  private static final int SUBJECT = 0;
  private static final int LABEL = 1;
  private static final int VERDICT = 2;
  private static final int EARLIER = 3;
  private static final int LATER = 4;
  private static final int NEXT = 5;
  private static final int STATEMENT_LONGS = 6;

  private static final int SWEPT_AT_ONCE = 2;

  private final Memory memory;
  private final Index subjects;
  private final Index labels;
  private final long keepMillis;

  /**
   * Of most that are asked for nothing was ever said. Not in the memory: what has subjects that are
   * gone, or of a label that was undone, still tells the truth.
   */
  private final KeyFilter everNamed = new KeyFilter();

  /** The same of those of which a label said fraud, far fewer. */
  private final KeyFilter everFraud = new KeyFilter();

  /**
   * Verdicts that lie in a memory.
   *
   * @param root a block of {@link #ROOT_LONGS}: zeros, or as verdicts of the same settings left it
   * @param keepMillis how long a label counts
   */
  public Verdicts(Memory memory, long root, long keepMillis) {
    this.memory = memory;
    this.subjects = Components.indexAt(memory, root + SUBJECTS);
    this.labels = Components.indexAt(memory, root + LABELS);
    this.keepMillis = keepMillis;
    for (long subject : subjects.values()) {
      everNamed.add(memory.get(subject + KEY));
      long statement = memory.get(subject + LATEST);
      while (statement != 0) {
        noteFraud(memory.get(subject + KEY), memory.get(statement + VERDICT));
        statement = memory.get(statement + EARLIER);
      }
    }
  }

  private void noteFraud(long subjectKey, long verdict) {
    if (verdict == Verdict.FRAUD.code) {
      everFraud.add(subjectKey);
    }
  }

  /**
   * A label says something of a subject. It may speak of several, one call each.
   *
   * @param verdict {@link Verdict#NONE} for one that decides nothing: it hides earlier ones
   */
  public void label(long labelId, long subjectKey, Verdict verdict, long nowMillis) {
    // First of all: it may take a subject's last label away, and the subject with it.
    for (int i = 0; i < SWEPT_AT_ONCE; i++) {
      sweep(nowMillis);
    }
    long subject = subjects.find(subjectKey);
    if (subject == 0) {
      subject = memory.allocate(SUBJECT_LONGS);
      memory.put(subject + KEY, subjectKey);
      subjects.put(subjectKey, subject);
      everNamed.add(subjectKey);
    }
    noteFraud(subjectKey, verdict.code);
    long label = open(labelId, nowMillis);
    long statement = memory.allocate(STATEMENT_LONGS);
    memory.put(statement + SUBJECT, subject);
    memory.put(statement + LABEL, label);
    memory.put(statement + VERDICT, verdict.code);
    memory.put(statement + NEXT, memory.get(label + FIRST));
    memory.put(label + FIRST, statement);
    long latest = memory.get(subject + LATEST);
    memory.put(statement + EARLIER, latest);
    if (latest != 0) {
      memory.put(latest + LATER, statement);
    }
    memory.put(subject + LATEST, statement);
  }

  private long open(long labelId, long nowMillis) {
    long label = labels.find(labelId);
    if (label == 0) {
      label = memory.allocate(LABEL_LONGS);
      memory.put(label + ID, labelId);
      memory.put(label + TIME, nowMillis);
      labels.put(labelId, label);
    }
    return label;
  }

  /** Takes back all that a label said: as if it had never come. Nothing if it is not known. */
  public void takeBack(long labelId) {
    long label = labels.find(labelId);
    if (label != 0) {
      remove(label);
    }
  }

  private void remove(long label) {
    long statement = memory.get(label + FIRST);
    while (statement != 0) {
      long next = memory.get(statement + NEXT);
      unlink(statement);
      memory.free(statement, STATEMENT_LONGS);
      statement = next;
    }
    labels.remove(memory.get(label + ID));
    memory.free(label, LABEL_LONGS);
  }

  private void unlink(long statement) {
    long subject = memory.get(statement + SUBJECT);
    long earlier = memory.get(statement + EARLIER);
    long later = memory.get(statement + LATER);
    if (earlier != 0) {
      memory.put(earlier + LATER, later);
    }
    if (later != 0) {
      memory.put(later + EARLIER, earlier);
    } else if (earlier != 0) {
      memory.put(subject + LATEST, earlier);
    } else {
      subjects.remove(memory.get(subject + KEY));
      memory.free(subject, SUBJECT_LONGS);
    }
  }

  private boolean isOld(long label, long nowMillis) {
    return memory.get(label + TIME) <= nowMillis - keepMillis;
  }

  private void sweep(long nowMillis) {
    long label = labels.sweep(nowMillis);
    if (label != 0 && isOld(label, nowMillis)) {
      remove(label);
    }
  }

  /** What is known of a subject. */
  public Verdict of(long subjectKey, long nowMillis) {
    long subject = everNamed.mayHave(subjectKey) ? subjects.find(subjectKey) : 0;
    if (subject == 0) {
      return Verdict.NONE;
    }
    return Verdict.of(codeOf(memory.get(subject + LATEST), nowMillis));
  }

  /** Keeps only those of which a label may have said something, at the front; how many they are. */
  int keepNamed(long[] subjectKeys, int count) {
    int named = 0;
    for (int i = 0; i < count; i++) {
      long key = subjectKeys[i];
      if (everNamed.mayHave(key)) {
        subjectKeys[named++] = key;
      }
    }
    return named;
  }

  /**
   * Codes of what is known of several subjects. Read field by field for all of them, because they
   * lie far apart in memory: so a processor waits for many at the same time.
   */
  void codes(long[] subjectKeys, int count, long nowMillis, long[] into) {
    for (int i = 0; i < count; i++) {
      into[i] = subjects.find(subjectKeys[i]);
    }
    for (int i = 0; i < count; i++) {
      into[i] = into[i] == 0 ? 0 : memory.get(into[i] + LATEST);
    }
    for (int i = 0; i < count; i++) {
      into[i] = into[i] == 0 ? Verdict.NONE.code : codeOf(into[i], nowMillis);
    }
  }

  private long codeOf(long statement, long nowMillis) {
    return isOld(memory.get(statement + LABEL), nowMillis)
        ? Verdict.NONE.code
        : memory.get(statement + VERDICT);
  }

  /**
   * Whether it is fraud that is known of a subject: quicker for the many that never were called so.
   */
  public boolean isFraud(long subjectKey, long nowMillis) {
    return everFraud.mayHave(subjectKey) && of(subjectKey, nowMillis) == Verdict.FRAUD;
  }

  /** Keys of all subjects called fraud, ascending: a new array, for a job. */
  long[] frauds(long nowMillis) {
    long[] records = subjects.values();
    int count = 0;
    for (long record : records) {
      long key = memory.get(record + KEY);
      if (of(key, nowMillis) == Verdict.FRAUD) {
        records[count++] = key;
      }
    }
    long[] keys = Arrays.copyOf(records, count);
    Arrays.sort(keys);
    return keys;
  }

  /** Subjects that are held, those whose labels no longer count included. */
  public long subjects() {
    return subjects.size();
  }
}
