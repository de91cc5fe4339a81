package org.s2slab.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.engine.deployment.AdministratorClient;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.InProcessLauncher;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.trace.IdGenerator;

/** Tests the contact lists before a scenario begins, also after a restart of the deployment. */
class ContactListSeederTest {
    @Test
    void createsTheDistributionGroupsOfTheContactListsInExchange(@TempDir Path folder) {
        Vertx vertx = Vertx.vertx();
        var launch = new LaunchContext(
                vertx,
                new InProcessLauncher(vertx),
                LaunchContext.sharedKeys(),
                IdGenerator.random(),
                Clock.systemUTC());
        ScenarioLibrary library = new ScenarioLibrary();
        for (int start = 1; start <= 2; start++) {
            try (Deployment deployment =
                    DeploymentSetup.start(library.topologyOf(library.one("on-premises-trust")), null, launch, folder)) {
                var exchange = new AdministratorClient(deployment.managed(deployment.node("exchange")));

                assertThat(exchange.run("Get-DistributionGroup"))
                        .as("start %s", start)
                        .extracting(group -> group.getString("PrimarySmtpAddress"))
                        .containsExactly("sales@contoso.com");
            }
        }
        vertx.close().await();
    }
}
