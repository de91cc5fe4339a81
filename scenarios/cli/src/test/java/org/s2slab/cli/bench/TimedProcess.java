package org.s2slab.cli.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program started in a JVM of its own and timed from outside, until it prints a line that begins with READY.
 *
 * @param millis from the start of the process to that line
 * @param residentMebibytes what the process held in memory then, as the operating system counts it
 */
record TimedProcess(double millis, double residentMebibytes) {
    /** Starts a JVM that does something by its flags alone, and waits for its end. */
    static void finish(String classPath, List<String> jvmFlags) throws Exception {
        int code = new ProcessBuilder(java(classPath, jvmFlags))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("java ended with " + code);
        }
    }

    private static List<String> java(String classPath, List<String> jvmFlags) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmFlags);
        command.add("-cp");
        command.add(classPath);
        return command;
    }

    static TimedProcess run(String classPath, List<String> jvmFlags, Class<?> program, List<String> args)
            throws Exception {
        String mainClass = program.getName();
        List<String> command = java(classPath, jvmFlags);
        command.add(mainClass);
        command.addAll(args);
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            awaitReady(lines, mainClass);
            double millis = (System.nanoTime() - begin) / 1e6;
            double resident = resident(process.pid());
            process.getOutputStream().close();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new IOException(mainClass + " did not end");
            }
            return new TimedProcess(millis, resident);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void awaitReady(BufferedReader lines, String mainClass) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.startsWith("READY")) {
            line = lines.readLine();
        }
        if (line == null) {
            throw new IOException(mainClass + " ended before it was ready");
        }
    }

    private static double resident(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
            }
        }
        return Double.NaN;
    }
}
