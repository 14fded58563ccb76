package dev.xraygpu.dataset;

/** A header or a row of a label file that cannot be used; whoever knows the file says which. */
final class TableFault extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is wrong, to be said behind the names of the file and the line. */
  final String problem;

  TableFault(String problem) {
    super(problem);
    this.problem = problem;
  }
}
