using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler;
using NetGen.Compiler.Diagnostics;
using Xunit;

namespace NetGen.Tests.Binding;

/// <summary>Every kind of mistake in a text: one diagnostic, in the right line and column.</summary>
public sealed class DiagnosticTests
{
    const string Steps = "network A\ninput x: 3[4]\nscan v in x\n";

    const string Net = "network Test\ninput x: 1x5x5\n";
    const string Clipped = Net + "dense 3 | relu\ntrain\n  loss mse\n  optimizer sgd\n  clip ";

    public static TheoryData<string, int, int, string, string> Mistakes => new()
    {
        { "NG1001", 3, 9, Net + "dense 3 § | relu", "the character (U+00A7) has no meaning here" },
        { "NG1001", 3, 9, Net + "dense 3 \u0001", "the character (U+0001) has no meaning here" },
        { "NG1001", 3, 9, Net + "dense 3 ;;;", "the character ';' (U+003B) has no meaning here" },
        { "NG1002", 4, 1, Net + "repeat 1\n\trelu", "indent with spaces: a tab has no width all editors agree on" },
        { "NG1003", 3, 7, Net + "relu |", "expected a layer, a block or a value, found the end of the line" },
        { "NG1003", 3, 1, Net + "3 | relu", "expected a layer, a block or a value, found '3'" },
        { "NG1003", 3, 10, Net + "dense (3 | relu", "expected ')', found '|'" },
        { "NG1003", 3, 8, Net + "y = x +", "expected a value's name, found the end of the line" },
        { "NG1003", 1, 1, "relu\n" + Net + "relu", "expected 'network', 'block' or 'use', found 'relu'" },
        { "NG1003", 1, 5, "use \"b.txt\nblock b\n  in | relu", "expected a closing quote, found the end of the line" },
        { "NG1003", 1, 5, "use b\nblock b\n  in | relu", "expected a file's name in quotes, as in 'use \"blocks.net.txt\"', found 'b'" },
        { "NG1003", 3, 6, Net + "if 1 = 1\n  relu", "expected '==' to compare, found '='" },
        { "NG1003", 3, 1, Net + "a..b: relu", "expected a label of names and numbers with single dots between them, found the label 'a..b:'" },
        { "NG1003", 5, 3, Net + "relu\ntrain\n  los mse", "expected 'loss', 'optimizer', 'decay', 'clip', 'stream' or 'recompute', found 'los'; did you mean 'loss'?" },
        { "NG1003", 1, 1, "netwrk A\ninput x: 3\nrelu", "expected 'network', 'block' or 'use', found 'netwrk'; did you mean 'network'?" },
        { "NG1002", 3, 1, Net + "\trelu", "indent with spaces: a tab has no width all editors agree on" },
        { "NG1002", 4, 1, Net + "repeat 1\n\trelu\n  tanh\n    relu", "indent with spaces: a tab has no width all editors agree on" },
        { "NG1004", 4, 3, Net + "relu\n  tanh", "indented by 2 below a line that begins no body: 0 would be right" },
        { "NG1004", 5, 2, Net + "repeat 1\n  relu\n tanh", "indented by 1, but the lines of this body are indented by 2" },
        { "NG1005", 3, 1, Net + "repeat 2\nrelu", "'repeat' has no body: write its lines below it, indented" },
        { "NG1005", 1, 1, "block b\n" + Net + "relu", "'block' has no body: write its lines below it, indented" },
        { "NG1006", 3, 1, Net + "else\n  relu\ntanh", "'else' cannot stand here: no 'if' with the same indentation is right above it" },
        { "NG1006", 2, 3, "block b\n  input y: 3\n  relu", "'input' cannot stand here: a block has no such statement; it belongs in a network" },
        { "NG1006", 4, 3, Net + "repeat 1\n  output x\nrelu", "'output' cannot stand here: it belongs directly in the network" },
        { "NG1007", 3, 1, Net + "freeze relu\ntanh", "'freeze' is not supported yet" },
        { "NG1003", 3, 11, Net + "scan a, b of x\n  yield a", "expected 'in' and the sequences, found 'of'" },
        { "NG1003", 3, 14, Net + "scan a, b in x\n  yield a", "expected a sequence for each of the 2 names, found 1" },
        { "NG1003", 4, 3, Steps + "  carry relu\n  yield v", "expected 'carry NAME = PIPELINE' or 'carry NAME: SHAPE', found neither" },
        { "NG1006", 3, 1, Net + "carry h: 3\nrelu", "'carry' cannot stand here: it belongs directly in a scan" },
        { "NG1006", 5, 5, Steps + "  if 1 == 1\n    yield v\nrelu", "'yield' cannot stand here: it belongs directly in a scan" },
        { "NG1006", 4, 3, Steps + "  scan w in x\n    yield w\n  yield v", "'scan' cannot stand here: a scan has no other inside; give the inner one's work to a layer such as attend, or repeat it" },
        { "NG1102", 6, 3, Steps + "  carry h: 3\n  h = v\n  h = v\n  yield h", "the name 'h' is already there; choose another name" },
        { "NG1204", 4, 12, Steps + "  carry h: 0.5\n  h = v\n  yield h", "carry: the shape must be features, or channels x height x width, not 0.5" },
        { "NG1205", 3, 6, Net + "scan 0\n  carry h: 3\n  h = h | dense 3\n  yield h", "scan: the number of time steps must be at least 1 and at most 1048576, not 0" },
        { "NG1301", 3, 11, Net + "scan v in x\n  yield v", "scan: goes over sequences, and 'x' is a single 1x5x5" },
        { "NG1301", 4, 17, "network A\ninput x: 3[4]\ninput y: 3[5]\nscan v, w in x, y\n  yield v + w", "scan: its sequences have 4 and 5 time steps; they must be equally long" },
        { "NG1301", 4, 3, Steps + "  carry h = x\n  h = v\n  yield h", "carry: 'h' starts from numbers that an example has once, not from a sequence" },
        { "NG1301", 5, 3, Steps + "  carry h: 2\n  h = v\n  yield h", "carry: 'h' is 2, and its next value 3" },
        { "NG1301", 4, 13, Steps + "  yield v | rnn 5", "rnn: reads a sequence of vectors, not a single 3; give the input its number of time steps, as in 'input x: 8[50]'" },
        { "NG1301", 4, 13, Steps + "  yield v | batchnorm", "batchnorm: a time step of a scan has no statistics of the whole sequence; use layernorm, or normalize the sequence before the scan" },
        { "NG1301", 4, 9, Steps + "  yield v + x", "add: reads a time step of the scan and the whole sequence 'x'; give its steps a name in the head of the scan, as in 'scan a, b in as, bs'" },
        { "NG1301", 4, 5, "network A\ninput x: 3[4]\ninput h: 5\nx | rnncell h", "rnncell: takes one time step, not a sequence of 3; write it in a scan, or use rnn" },
        { "NG1409", 4, 9, Steps + "  carry h: 3\n  yield v + h", "the scan needs the next value of 'h', as in 'h = …'" },
        { "NG1409", 3, 1, Steps + "  carry h: 3\n  h = v | rnncell h", "the scan needs a line 'yield …' for what it gives at each time step" },
        { "NG1008", 3, 7, Net + "dense 99999999999999999999", "'99999999999999999999' is not a number that fits: the largest integer is 9223372036854775807" },
        { "NG1008", 3, 11, Net + "leakyrelu 1e999", "'1e999' is not a number that fits: the largest is about 1.8e308" },
        { "NG1008", 3, 8, Net + "conv 2 3x", "'3x' is not a number that fits: write names in sizes with parentheses, 3x(n)" },
        { "NG1008", 3, 7, Net + "dense 10units", "'10units' is not a number that fits: a space may be missing" },
        { "NG1009", 1, 1, "", "the file describes nothing: write a network or a block" },
        { "NG1009", 1, 1, "\uFEFF\r\n  # only a comment\n", "the file describes nothing: write a network or a block" },

        { "NG1101", 3, 1, Net + "maxpol 2", "there is no layer or block 'maxpol'; did you mean 'maxpool'?" },
        { "NG1101", 3, 1, Net + "rleu", "there is no layer, block or value 'rleu'; did you mean 'relu'?" },
        { "NG1101", 3, 5, Net + "x + imaeg | relu", "there is no value 'imaeg'" },
        { "NG1101", 3, 7, Net + "dense unts", "there is no parameter 'unts'" },
        { "NG1101", 3, 9, Net + "dense x.chanels", "there is no dimension 'chanels'; did you mean 'channels'?" },
        { "NG1101", 4, 8, Net + "relu\noutput relu1", "there is no value 'relu1'" },
        { "NG1101", 3, 8, Net + "unroll ful\nrelu", "there is no unroll mode 'ful'; did you mean 'full'?" },
        { "NG1101", 5, 8, Net + "relu\ntrain\n  loss mes\n  optimizer sgd", "there is no loss 'mes'; did you mean 'mse'?" },
        { "NG1101", 6, 13, Net + "relu\ntrain\n  loss mse\n  optimizer adma", "there is no optimizer 'adma'; did you mean 'adam'?" },
        { "NG1101", 5, 15, Net + "hidden = relu\ntrain\n  loss mse of hiden\n  optimizer sgd", "there is no value 'hiden'; did you mean 'hidden'?" },
        { "NG1101", 1, 15, "network Two = Oen\nnetwork One\ninput x: 3\nrelu", "there is no network 'Oen'; did you mean 'One'?" },
        { "NG1102", 4, 1, Net + "y = relu\ny = tanh", "the name 'y' is already there; choose another name" },
        { "NG1102", 4, 1, Net + "a: relu\na: tanh", "the label 'a' is already there; choose another name" },
        { "NG1102", 3, 7, "block b\n  in | relu\nblock b\n  in | tanh", "the block 'b' is already there; choose another name" },
        { "NG1102", 4, 9, Net + "relu\nnetwork Test\ninput y: 2\nrelu", "the network 'Test' is already there; choose another name" },
        { "NG1102", 1, 12, "block b(n, n)\n  in | relu", "the parameter 'n' is already there; choose another name" },
        { "NG1102", 4, 11, Net + "y = relu\noutput y, y", "the output 'y' is already there; choose another name" },
        { "NG1103", 2, 7, "network Test\ninput class: 3\nrelu", "'class' cannot name an input: it is a keyword of C#" },
        { "NG1103", 2, 7, "network Test\ninput n: 3\nrelu", "'n' cannot name an input: the generated methods use it" },
        { "NG1103", 3, 1, Net + "in = relu", "'in' cannot name a value: it is the input of a block" },
        { "NG1103", 3, 1, Net + "repeat = relu", "'repeat' cannot name a value: it begins a statement" },
        { "NG1103", 4, 8, Net + "frame = relu\noutput frame", "'frame' cannot name an output: the generated methods use it" },
        { "NG1103", 1, 9, "network Trainer\ninput x: 2\nrelu", "'Trainer' cannot name a network: every generated class has a member of that name" },
        { "NG1103", 1, 7, "block conv\n  in | relu", "'conv' cannot name a block: it is a layer" },
        { "NG1103", 1, 9, "block b(in)\n  in | relu", "'in' cannot name a parameter: it has a meaning in expressions" },
        { "NG1103", 3, 1, Net + "0: relu", "'0' cannot name a layer: outside of blocks and repeats a label begins with a letter" },
        { "NG1104", 1, 1, "use \"none.net.txt\"\nblock b\n  in | relu", "there is no file 'none.net.txt' to use; is it among the project's .net.txt files?" },
        { "NG1105", 1, 1, "use \"test.net.txt\"\nblock b\n  in | relu", "'test.net.txt' uses itself: test.net.txt → test.net.txt" },
        { "NG1106", 4, 8, "block a\n  in | b\nblock b\n  in | a\n" + Net + "a", "'a' is made of itself: a → b → a" },

        { "NG1201", 3, 1, Net + "conv 6", "conv: kernel is missing (rows x columns of a filter)" },
        { "NG1201", 5, 1, "block b(n)\n  in | dense n\n" + Net + "b", "b: n is missing (it has no default)" },
        { "NG1202", 3, 12, Net + "conv 6 3x3 strid=2", "conv has no argument 'strid'; did you mean 'stride'?" },
        { "NG1202", 5, 5, "block b(n)\n  in | dense n\n" + Net + "b 3 m=2", "b has no argument 'm'; did you mean 'n'?" },
        { "NG1203", 3, 12, Net + "conv 6 3x3 kernel=3", "conv: kernel is given twice" },
        { "NG1204", 3, 8, Net + "conv 6 3x3x3", "conv: kernel must be rows x columns, such as 3x3 or 3, not 3x3x3" },
        { "NG1204", 3, 7, Net + "dense 1.5", "dense: units must be an integer, not 1.5" },
        { "NG1204", 3, 14, Net + "dense 3 bias=maybe", "dense: bias must be yes or no, not 'maybe'" },
        { "NG1204", 3, 16, Net + "conv 6 3x3 pad=1,2,3", "conv: pad must be a number, rows x columns, top,left,bottom,right, or same, not 1,2,3" },
        { "NG1204", 2, 10, "network Test\ninput x: 1x2x3x4\nrelu", "input x: the shape must be features, length x features or channels x height x width, not 1x2x3x4" },
        { "NG1205", 3, 7, Net + "dense 0", "dense: units must be at least 1 and at most 16777216, not 0" },
        { "NG1205", 3, 7, Net + "dense 4294967297", "dense: units must be at least 1 and at most 16777216, not 4294967297" },
        { "NG1205", 3, 8, Net + "repeat -1\n  relu\ntanh", "repeat: the count must be at least 0, not -1" },
        { "NG1205", 2, 10, "network Test\ninput x: 0\nrelu", "input x: each dimension must be at least 1 and at most 2147483647, not 0" },
        { "NG1205", 6, 20, Net + "relu\ntrain\n  loss mse\n  optimizer sgd lr=0", "sgd: lr must be greater than 0, not 0" },
        { "NG1205", 6, 9, Net + "relu\ntrain\n  optimizer sgd\n  decay -1\n  loss mse", "decay: factor must be at least 0, not -1" },
        { "NG1003", 7, 17, Clipped + "norm=1 of", "expected a layer's path, found the end of the line" },
        { "NG1003", 7, 21, Clipped + "norm=1 of a. b", "expected a name or a number behind the dot, found 'b'" },
        { "NG1101", 7, 18, Clipped + "norm=1 of dense", "there is no layer with parameters 'dense'; did you mean 'dense1'?" },
        { "NG1101", 7, 18, Clipped + "norm=1 of relu1", "there is no layer with parameters 'relu1'" },
        { "NG1201", 7, 3, Clipped, "clip: norm or value is missing (norm: the most that the L2 norm of the gradients may be; value: the most that a gradient may be, up and down)" },
        { "NG1202", 7, 8, Clipped + "nrm=1", "clip has no argument 'nrm'; did you mean 'norm'?" },
        { "NG1203", 7, 15, Clipped + "norm=1 norm=2", "clip: norm is given twice" },
        { "NG1204", 7, 13, Clipped + "norm=yes", "clip: norm must be a number, not yes" },
        { "NG1205", 7, 13, Clipped + "norm=0", "clip: norm must be greater than 0, not 0" },
        { "NG1205", 7, 14, Clipped + "value=-1", "clip: value must be greater than 0, not -1" },
        { "NG1206", 7, 12, Clipped + "1 2 3", "clip takes 2 arguments, and '3' is one more" },
        { "NG1407", 8, 8, Clipped + "norm=1\n  clip norm=2", "'clip norm' may stand only once" },
        { "NG1407", 8, 8, Clipped + "value=1 of dense1\n  clip value=2 of dense1", "'clip value of dense1' may stand only once" },
        { "NG1206", 3, 6, Net + "relu 3", "relu takes no argument, and '3' is one more" },
        { "NG1207", 3, 19, Net + "conv 6 kernel=3x3 2", "conv: write '2' before the key=value arguments, or as key=value" },
        { "NG1208", 3, 7, Net + "dense 1/0", "1 / 0 cannot be computed: division by zero" },
        { "NG1208", 3, 7, Net + "dense 9223372036854775807*2", "9223372036854775807 * 2 cannot be computed: the result is too large" },
        { "NG1209", 3, 4, Net + "if 3\n  relu\ntanh", "if needs a condition, such as a comparison, not 3" },
        { "NG1209", 3, 7, Net + "dense yes+1", "'+' needs numbers, not yes" },
        { "NG1209", 3, 8, Net + "repeat 1.5\n  relu\ntanh", "repeat needs an integer, not 1.5" },

        { "NG1301", 3, 1, "network Test\ninput y: 3\nlstm 5", "lstm: reads a sequence of vectors, not a single 3; give the input its number of time steps, as in 'input x: 8[50]'" },
        { "NG1301", 3, 1, "network Test\ninput y: 3[4]\nembed 5", "embed: reads tokens, not 3; an input of tokens is declared as in 'input text: tokens(96)[64]'" },
        { "NG1301", 3, 1, "network Test\ninput y: tokens(3)[4]\ndense 5", "dense: reads numbers, and 'y' is tokens; put embed before it" },
        { "NG1301", 4, 1, "network Test\ninput y: 3[4]\ninput z: 3[5]\nadd y, z", "add: its sequences have 4 and 5 time steps; they must be equally long" },
        { "NG1205", 2, 12, "network Test\ninput y: 3[0]\nrelu", "input y: the number of time steps must be at least 1 and at most 2147483647, not 0" },
        { "NG1301", 6, 3, "network Test\ninput y: 3\ndense 4\ntrain\n  loss mse\n  stream\n  optimizer sgd", "stream: needs recurrent layers that go on from one window to the next: there is none, or one reads the sequence from its end" },
        { "NG1301", 3, 8, Net + "relu | conv 6 7x7 | tanh", "conv: kernel 7x7 does not fit the 5x5 input; pad or pool less" },
        { "NG1302", 5, 3, Net + "relu\ntrain\n  loss softmax-cross-entropy\n  optimizer sgd", "" },
        { "NG1302", 5, 3, Net + "relu\ntrain\n  loss mse of x\n  optimizer sgd", "mse: 'x' is an input, which no training changes" },
        { "NG1303", 3, 7, Net + "dense x.features", "'x.features': the shape is 1x5x5, and only a vector or a sequence has features" },

        { "NG1401", 1, 9, "network Test\nunroll full", "network 'Test' has no input: write 'input NAME: SHAPE' first" },
        { "NG1402", 1, 9, Net, "network 'Test' computes nothing" },
        { "NG1402", 4, 8, Net + "relu\noutput x", "output 'x' computes nothing" },
        { "NG1403", 4, 1, Net + "input y: 3\nrelu", "relu has nothing to read: no value comes before it; start the pipeline with a value" },
        { "NG1404", 3, 1, Net + "add", "add reads two or more values, and 1 is given" },
        { "NG1405", 3, 1, Net + "a, b = relu", "relu gives one value, and 2 are named" },
        { "NG1406", 3, 1, Net + "y = relu\nx | tanh", "the value 'y' is not used" },
        { "NG1406", 3, 8, Net + "relu | tanh\nx | relu", "the value 'tanh1' is not used" },
        { "NG1406", 3, 7, Net + "input y: 3\nx | relu", "the value 'y' is not used" },
        { "NG1407", 4, 1, Net + "unroll full\nunroll auto\nrelu", "'unroll' may stand only once" },
        { "NG1407", 7, 3, Net + "relu\ntrain\n  loss mse\n  optimizer sgd\n  optimizer sgd", "'optimizer' may stand only once" },
        { "NG1408", 4, 1, Net + "relu\ntrain\n  loss mse", "training needs an optimizer, such as 'optimizer adam'" },
        { "NG1408", 4, 1, Net + "relu\ntrain\n  loss mse\n  optimizer sgd", "training needs a layer with parameters, such as a dense layer: 'Test' has none" },

        { "NG1501", 3, 1, Net + new string('a', 1_000_000) + "\nrelu", "a line may have 10000 characters, and this one has 1000000" },
        { "NG1503", 3, 1, Net + "repeat 2000000000\n  if no\n    tanh\nrelu", "more than 100000 statements, blocks and repeats written out" },
        { "NG1503", 4, 3, Net + "repeat 10001\n  relu", "more than 10000 layers in one network" },
        { "NG1504", 4, 1, Net + "dense 16777216\ndense 16777216", "'dense2.weight' would have 281474976710656 elements (16777216x16777216); 2147483647 is the most" },
        { "NG1504", 2, 10, "network Test\ninput x: 65536x65536x3\nrelu", "the input 'x' would have 12884901888 elements (65536x65536x3); 2147483647 is the most" },
        { "NG1504", 1, 9, "network Test\ninput x: 2000\n" + string.Concat(Enumerable.Repeat("x | dense 1000000\n", 2)), "" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void EachIsReportedWhereItIs(string id, int line, int column, string text, string message)
    {
        (_, IReadOnlyList<Diagnostic> diagnostics) = Specs.Compile(text);
        Diagnostic diagnostic = Assert.Single(diagnostics, d => d.IsError || diagnostics.All(other => !other.IsError));
        Assert.Equal((id, line, column), (diagnostic.Id, diagnostic.Span.StartLine, diagnostic.Span.StartColumn));
        Assert.Equal(Specs.File, diagnostic.Span.File);
        if (message.Length > 0) Assert.Equal(message, diagnostic.Message);
    }
}
