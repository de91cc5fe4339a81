package org.s2slab.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.shell.BuiltInCommand.Run;
import org.s2slab.shell.CmdletHelp.Parameter;
import org.s2slab.shell.SyntaxTree.Argument;
import org.s2slab.shell.SyntaxTree.Literal;

/** Commands that export certificates to files and read them as Base64, as in the documented public procedures. */
final class CertificateCommands {
    private static final String MACHINE = "Cert:\\LocalMachine\\My";

    private CertificateCommands() {}

    static List<BuiltInCommand> all() {
        return List.of(
                BuiltInCommand.of(
                        "New-Object",
                        "Makes an X509Certificate, empty or of a file; the shell has no other .NET types.",
                        2,
                        List.of(
                                Parameter.of(
                                        "TypeName",
                                        "STRING",
                                        "System.Security.Cryptography.X509Certificates.X509Certificate, or X509Certificate2."),
                                Parameter.of("ArgumentList", "STRING", "The file, in DER or PEM.")),
                        List.of(),
                        CertificateCommands::make),
                BuiltInCommand.of(
                        "Export-Certificate",
                        "Writes a certificate into a file, in DER. A path with a drive, C:\\oAuth.cer, is kept by the shell until"
                                + " it ends.",
                        0,
                        List.of(
                                Parameter.of(
                                        "Cert",
                                        "STRING",
                                        "The certificate: " + MACHINE
                                                + "\\<thumbprint> of the node the shell is at, or one from"
                                                + " Get-ChildItem " + MACHINE + "."),
                                Parameter.of("FilePath", "STRING", "The file."),
                                Parameter.of("Type", "STRING", "CERT, which it is."),
                                Parameter.of("Force", "SWITCH", "Accepted, without effect.")),
                        List.of(),
                        CertificateCommands::export));
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
                                + session.nodeName() + " has no certificate '" + path.substring(end + 1) + "'."));
    }
}
