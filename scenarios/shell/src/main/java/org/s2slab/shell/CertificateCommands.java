package org.s2slab.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.shell.BuiltInCommand.Run;
import org.s2slab.shell.SyntaxTree.Argument;
import org.s2slab.shell.SyntaxTree.Literal;

/** Commands that export certificates to files and read certificate files as Base64, as in public procedures. */
final class CertificateCommands {
    private static final String MACHINE = "Cert:\\LocalMachine\\My";

    private CertificateCommands() {}

    static List<BuiltInCommand> all() {
        return List.of(
                BuiltInCommand.of("New-Object", CertificateCommands::make),
                BuiltInCommand.of("Export-Certificate", CertificateCommands::export));
    }

    private static List<@Nullable Object> make(Run run) {
        ShellObject certificate = CertificateFiles.blank();
        String file = run.arguments().text("ArgumentList");
        if (file != null) {
            run.session().files().load(file, certificate);
        }
        return List.of(certificate);
    }

    private static List<@Nullable Object> export(Run run) {
        String file = run.arguments().text("FilePath");
        List<@Nullable Object> given = run.input("Cert");
        if (file == null || given.size() != 1) {
            throw ShellException.failed("Export-Certificate: give one certificate by -Cert, and -FilePath.");
        }
        ShellObject certificate = given.get(0) instanceof ShellObject object && CertificateFiles.isCertificate(object)
                ? object
                : stored(run.session(), ValueConverter.text(given.get(0)));
        long size = run.session().files().save(file, certificate);
        return List.of(new ShellObject(null).with("FullName", file).with("Length", size));
    }

    private static ShellObject stored(ShellSession session, String path) {
        int end = path.lastIndexOf('\\');
        if (end < 0 || !path.substring(0, end).equalsIgnoreCase(MACHINE)) {
            throw ShellException.failed(
                    "Export-Certificate: '" + path + "' is no certificate; expected " + MACHINE + "\\<thumbprint>.");
        }
        NodeCmdlets.Known list = session.cmdlets().find("Get-ChildItem");
        ArgumentBinder machine = ArgumentBinder.bind(
                list.help(), List.of(new Argument(null, new Literal(MACHINE))), value -> ((Literal) value).value());
        return new CmdletInvocation(session, list, machine)
                .each(null).stream()
                        .filter(ShellObject.class::isInstance)
                        .map(ShellObject.class::cast)
                        .filter(one ->
                                path.substring(end + 1).equalsIgnoreCase(ValueConverter.text(one.get("Thumbprint"))))
                        .findFirst()
                        .orElseThrow(() -> ShellException.failed("Export-Certificate: the store of "
                                + session.nodeLabel() + " has no certificate '" + path.substring(end + 1) + "'."));
    }
}
