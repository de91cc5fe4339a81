package org.s2slab.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadingCodeTest {
    @Test
    void findsOnlyMethodsThatNothingCanCallLater(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("Sample.java");
        Files.writeString(file, """
                class Sample {
                    static final int TABLE = table() + recursive(3) + Inner.inner();
                    static final java.util.function.IntSupplier RULE = () -> inLambda();
                    static final java.util.function.IntSupplier OTHER = Sample::referred;
                    static final Object ANONYMOUS = new Object() { public int hashCode() { return inAnonymous(); } };
                    static { block(); }
                    final int field = instance();
                    private static int table() { return part() + shared(); }
                    private static int part() { return open() + overloaded(1); }
                    private static int shared() { return 1; }
                    private static int recursive(int n) { return n == 0 ? 0 : recursive(n - 1); }
                    private static int inLambda() { return 1; }
                    private static int referred() { return 1; }
                    private static int inAnonymous() { return 1; }
                    private static void block() {}
                    private static int instance() { return viaMethod(); }
                    private static int viaMethod() { return 1; }
                    private static int unused() { return 1; }
                    static int open() { return 1; }
                    private static int overloaded(int n) { return n; }
                    int overloaded(String s) { return Sample.shared(); }
                    private static class Inner { static int inner() { return 1; } }
                }
                """);

        assertThat(LoadingCode.methods(file))
                .containsExactlyInAnyOrder("<clinit>", "table", "part", "recursive", "block", "inner");
    }
}
