package org.s2slab.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;

/** Runs numbered tasks, several at a time. They start in the order of their numbers. */
final class ConcurrentTasks {
    private ConcurrentTasks() {}

    /**
     * Runs the tasks 0 to {@code tasks - 1}. Blocks the calling thread. If a task throws an exception, no further task
     * starts. When the running tasks have ended, the method throws the exception of the failed task with the lowest
     * number.
     *
     * @param jobs the maximum number of parallel tasks
     */
    static void run(int jobs, int tasks, IntConsumer task) {
        ExecutorService workers = Executors.newFixedThreadPool(jobs, work -> new Thread(work, "scenario"));
        AtomicBoolean failed = new AtomicBoolean();
        List<Future<?>> all = new ArrayList<>();
        try {
            for (int i = 0; i < tasks; i++) {
                int number = i;
                all.add(workers.submit(() -> {
                    if (!failed.get()) {
                        attempt(task, number, failed);
                    }
                }));
            }
            await(all);
        } finally {
            workers.shutdown();
        }
    }

    private static void attempt(IntConsumer task, int number, AtomicBoolean failed) {
        try {
            task.accept(number);
        } catch (Throwable e) {
            failed.set(true);
            throw e;
        }
    }

    private static void await(List<Future<?>> tasks) {
        Throwable failure = null;
        for (Future<?> task : tasks) {
            try {
                task.get();
            } catch (ExecutionException e) {
                failure = failure == null ? e.getCause() : failure;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }
}
