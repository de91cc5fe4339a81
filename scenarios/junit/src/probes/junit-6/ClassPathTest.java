import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The lab adds three jars to the class path of a project. */
class ClassPathTest {
    @Test
    void hasThreeJarsOfTheLabBesideJUnit() {
        List<String> jars = Stream.of(System.getProperty("surefire.test.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).getFileName().toString())
                .filter(name -> name.endsWith(".jar"))
                .filter(name -> !name.matches("(junit-|opentest4j|apiguardian).*"))
                .map(name -> name.replaceFirst("-[0-9].*", ""))
                .sorted()
                .toList();

        assertEquals(List.of("jspecify", "s2slab-junit", "s2slab-launch"), jars);
    }
}
