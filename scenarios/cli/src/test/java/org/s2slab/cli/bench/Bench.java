package org.s2slab.cli.bench;

/** {@code ./lab bench NAME}: measurements beside their yardsticks, in one run; never part of a test. */
public final class Bench {
    private Bench() {}

    public static void main(String[] args) throws Exception {
        switch (args.length == 1 ? args[0] : "") {
            case "validate" -> {
                new ValidateBench().run();
                CallBench.runInFolder();
            }
            case "call" -> CallBench.runInFolder();
            case "archive" -> ArchiveBench.runInFolder();
            case "token" -> TokenBench.run(true);
            case "token-jdk" -> TokenBench.run(false);
            case "start" -> StartBench.run();
            case "budget" -> BudgetBench.run();
            case "search" -> SearchBench.runInFolder();
            case "ews" -> EwsBench.runInFolder();
            case "pools" -> PoolBench.runInFolder();
            default -> {
                System.err.println(
                        "usage: ./lab bench start|validate|call|archive|search|budget|ews|token|token-jdk|pools");
                System.exit(2);
            }
        }
    }
}
