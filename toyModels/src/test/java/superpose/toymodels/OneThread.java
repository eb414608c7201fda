package superpose.toymodels;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Keeps ND4J to one thread, so that tests stay fast beside other programs. */
final class OneThread implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        Backend.threads(1);
    }
}
