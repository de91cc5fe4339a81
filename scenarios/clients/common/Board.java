import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Runs the steps of a client and prints a line of JSON for each of them. */
final class Board {
    /** A step passes if it returns, and fails if it throws. */
    interface Step {
        void run() throws Throwable;
    }

    /** Seconds: EWS Java API closes a streaming connection at the end of its lifetime, a minute. */
    private static final int LIMIT = 90;
    private final Map<String, Step> steps = new LinkedHashMap<>();
    private final Set<String> sent = new LinkedHashSet<>();

    Board step(String name, Step step) {
        steps.put(name, step);
        return this;
    }

    /** Notes a request of the step that runs. */
    synchronized void sent(String what) {
        sent.add(what);
    }

    static void same(Object found, Object expected) {
        if (!Objects.equals(found, expected)) {
            throw new AssertionError("found " + found + ", expected " + expected);
        }
    }

    static void isTrue(boolean value, String what) {
        if (!value) {
            throw new AssertionError("not true: " + what);
        }
    }

    void run(String version) {
        System.out.println("{\"version\":" + quoted(version) + ",\"plan\":"
                + steps.keySet().stream().map(Board::quoted).collect(Collectors.joining(",", "[", "]")) + "}");
        steps.forEach((name, step) -> {
            sent.clear();
            String error = attempt(step);
            System.out.println("{\"step\":" + quoted(name) + ",\"passed\":" + error.isEmpty() + ",\"sent\":"
                    + quoted(String.join(", ", List.copyOf(sent))) + ",\"error\":" + quoted(error) + "}");
        });
        System.exit(0);
    }

    private static String attempt(Step step) {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<?> done = thread.submit(() -> {
            try {
                step.run();
            } catch (Throwable failure) {
                failure.printStackTrace();
                throw new ExecutionException(failure);
            }
            return null;
        });
        try {
            done.get(LIMIT, TimeUnit.SECONDS);
            return "";
        } catch (TimeoutException late) {
            return "the step took longer than " + LIMIT + " s";
        } catch (ExecutionException | InterruptedException failure) {
            List<String> texts = new ArrayList<>();
            for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
                if (!(cause instanceof ExecutionException)) {
                    texts.add(cause.getClass().getSimpleName() + ": " + cause.getMessage());
                }
            }
            return String.join("; ", texts.subList(0, Math.min(2, texts.size())));
        } finally {
            thread.shutdownNow();
        }
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars().forEach(one -> {
            if (one == '"' || one == '\\') {
                json.append('\\').append((char) one);
            } else if (one < ' ') {
                json.append(' ');
            } else {
                json.append((char) one);
            }
        });
        return json.append('"').toString();
    }
}
