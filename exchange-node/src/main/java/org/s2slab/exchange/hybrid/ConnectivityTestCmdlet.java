package org.s2slab.exchange.hybrid;

import static org.s2slab.exchange.organization.ExchangeCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.hybrid.ConnectivityTest.Service;
import org.s2slab.exchange.hybrid.ConnectivityTest.Target.TestOption;
import org.s2slab.exchange.organization.ExchangeCmdlets;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.refusal.Refusal;

/** The cmdlet Test-OAuthConnectivity. */
public record ConnectivityTestCmdlet(ConnectivityTest test, MailboxDirectory mailboxes) {
    public List<Cmdlet> all() {
        return List.of(CMDLETS.cmdlet("Test-OAuthConnectivity", this::run));
    }

    private Future<CmdletOutput> run(CmdletArguments given) {
        Service service = Service.valueOf(given.text("Service"));
        URI target = URI.create(given.text("TargetUri"));
        if (!"https".equals(target.getScheme())) {
            throw Refusal.invalid("TargetUri: '" + target + "' is not an https address; no token goes elsewhere.");
        }
        Mailbox mailbox = mailbox(given, service);
        var requested = new ConnectivityTest.Target(
                service,
                target,
                mailbox,
                Switches.<TestOption>of()
                        .with(TestOption.APP_ONLY, given.flag("AppOnly", false))
                        .with(TestOption.RELOAD, given.flag("ReloadConfig", false))
                        .with(TestOption.CACHED, given.flag("UseCachedToken", false)));
        return test.run(requested, given.context()).map(result -> output(service, result));
    }

    private @Nullable Mailbox mailbox(CmdletArguments given, Service service) {
        String identity = given.optionalText("Mailbox").orElse("");
        if (identity.isEmpty()) {
            if (!given.flag("AppOnly", false) || service == Service.AutoD) {
                throw Refusal.invalid("Mailbox: name the mailbox in whose name the call is made, or give -AppOnly with"
                        + " -Service EWS or Generic.");
            }
            return null;
        }
        return ExchangeCmdlets.mailbox(mailboxes, identity);
    }

    private static CmdletOutput output(Service service, ConnectivityTest.Result result) {
        String api = service == Service.AutoD ? "Autodiscover" : service.name();
        return CmdletOutput.of(CmdletObject.empty()
                .with("Task", "Checking " + api + " API Call Under Oauth")
                .with("Detail", result.detail())
                .with("ResultType", result.success() ? "Success" : "Error")
                .with("Identity", "Microsoft.Exchange.Security.OAuth.ValidationResultNodeId")
                .with("IsValid", true)
                .with("ObjectState", "New"));
    }
}
