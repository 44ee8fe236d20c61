import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.core.Output;
import com.pulumi.random.RandomPet;
import com.pulumi.random.RandomPetArgs;
import com.pulumi.tls.PrivateKey;
import com.pulumi.tls.PrivateKeyArgs;
import com.pulumi.tls.SelfSignedCert;
import com.pulumi.tls.SelfSignedCertArgs;
import com.pulumi.tls.inputs.SelfSignedCertSubjectArgs;

// A certificate of one's own making, for a name that is different in every stack.
public class App {
    private static final String NOTE = """
        import com.pulumi.docker.Image;
        This is a text, not an import.
        """;

    public static void main(String[] args) {
        Pulumi.run(App::stack);
    }

    static void stack(Context ctx) {
        var organization = ctx.config().require("organization");
        var name = new RandomPet("host", RandomPetArgs.builder().length(2).build());
        var key = new PrivateKey("host", PrivateKeyArgs.builder()
            .algorithm("ECDSA")
            .ecdsaCurve("P256")
            .build());
        var certificate = new SelfSignedCert("host", SelfSignedCertArgs.builder()
            .privateKeyPem(key.privateKeyPem())
            .validityPeriodHours(24 * 90)
            .allowedUses("digital_signature", "server_auth")
            .dnsNames(Output.format("%s.internal", name.id()).applyValue(java.util.List::of))
            .subject(SelfSignedCertSubjectArgs.builder()
                .commonName(Output.format("%s.internal", name.id()))
                .organization(organization)
                .build())
            .build());
        ctx.export("note", Output.of(NOTE));
        ctx.export("certificate", certificate.certPem());
        ctx.export("key", key.privateKeyPem().asSecret());
    }
}
