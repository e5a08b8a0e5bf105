import java.io.FileInputStream;
import java.util.Set;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Checks PDF files against PDF/UA-1 with veraPDF: one line a file, exit 1 when one fails. */
public final class Vera {
    private static final PDFAFlavour PROFILE = PDFAFlavour.PDFUA_1;

    private Vera() {}

    public static void main(String[] files) {
        VeraGreenfieldFoundryProvider.initialise();
        int failed = 0;
        for (String file : files) {
            if (!check(file)) {
                failed++;
            }
        }
        System.exit(failed == 0 && files.length > 0 ? 0 : 1);
    }

    private static boolean check(String file) {
        try (FileInputStream in = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(in, PROFILE)) {
            PDFAValidator validator = Foundries.defaultInstance().createValidator(PROFILE, false);
            return report(file, validator.validate(parser));
        } catch (Exception error) {
            System.out.println("FAIL " + file + ": " + error.getMessage());
            return false;
        }
    }

    private static boolean report(String file, ValidationResult result) {
        int rules = result.getValidationProfile().getRules().size();
        Set<String> broken = new TreeSet<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                broken.add(
                        assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber()
                                + " " + assertion.getMessage());
            }
        }
        boolean passed = result.isCompliant();
        System.out.println((passed ? "PASS " : "FAIL ") + file + ": " + rules + " rules, "
                + result.getTotalAssertions() + " checks, " + broken.size() + " rules broken");
        for (String rule : broken) {
            System.out.println("    " + rule);
        }
        return passed;
    }
}
