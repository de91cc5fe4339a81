package org.s2slab.cli.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** How much processor time the servers, PostgreSQL and the load took while something was measured. */
final class ProcessorUse {
    private static final Path POSTGRES = Path.of("bin", "postgres");

    private final double quota;
    private final Collection<ProcessHandle> servers;
    private Duration ofServers = Duration.ZERO;
    private Duration ofPostgres = Duration.ZERO;
    private Duration ofLoad = Duration.ZERO;
    private double seconds;

    /** @param quota of each server, in cores */
    ProcessorUse(Collection<ProcessHandle> servers, double quota) {
        this.servers = List.copyOf(servers);
        this.quota = quota;
    }

    /** Runs the work and adds what it took. */
    void during(Runnable work) {
        Duration before = time(servers);
        Duration postgres = time(postgres());
        Duration load = time(List.of(ProcessHandle.current()));
        long begin = System.nanoTime();
        work.run();
        seconds += (System.nanoTime() - begin) / 1e9;
        ofServers = ofServers.plus(time(servers)).minus(before);
        ofPostgres = ofPostgres.plus(time(postgres())).minus(postgres);
        ofLoad = ofLoad.plus(time(List.of(ProcessHandle.current()))).minus(load);
    }

    private static Duration time(Collection<ProcessHandle> processes) {
        return processes.stream()
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static List<ProcessHandle> postgres() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .command()
                        .map(Path::of)
                        .filter(it -> it.endsWith(POSTGRES))
                        .isPresent())
                .toList();
    }

    /** One line of a report. */
    String line() {
        return String.format(
                Locale.ROOT,
                "    servers %.0f %% of their quota, PostgreSQL %.0f %% of a core, load %.0f %% of a core",
                percent(ofServers) / (servers.size() * quota),
                percent(ofPostgres),
                percent(ofLoad));
    }

    private double percent(Duration time) {
        return time.toMillis() / 10.0 / seconds;
    }
}
