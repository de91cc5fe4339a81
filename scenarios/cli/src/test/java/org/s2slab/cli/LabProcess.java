package org.s2slab.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.s2slab.engine.deployment.NodeArchive;
import org.s2slab.launch.JvmOptions;

/** The command line in a JVM of its own, with the options for a quick start that {@code ./lab} gives it. */
final class LabProcess {
    private LabProcess() {}

    /**
     * A process with one output.
     *
     * @param folder the home and the temporary folder of its user
     */
    static ProcessBuilder of(Path folder, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(JvmOptions.java());
        command.addAll(JvmOptions.quickStart());
        NodeArchive.use();
        String archive = System.getProperty("s2slab.archive");
        if (archive != null) {
            command.add("-XX:SharedArchiveFile=" + archive);
        }
        command.addAll(List.of(
                "-Djava.io.tmpdir=" + folder,
                "-Duser.home=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                LabCommand.class.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectErrorStream(true);
    }
}
