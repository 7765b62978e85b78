using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Reflection;
using NetGen.Shared;
using Zoo;

IReadOnlyList<ZooNetwork> networks = ZooNetwork.In(Assembly.GetExecutingAssembly());
var name = new Argument<string>("name") { Description = "A network, as in list" };
name.AcceptOnlyFromAmong([.. networks.Select(network => network.Name)]);
var threads = new Option<int>("--threads") { Description = "Threads; 0 for one per processor. The result does not depend on it" };
threads.Limit(0, 1024);

var root = new RootCommand("The convolutional networks of the literature.") { List(), Summary(), Bench(), Train() };
return root.Run(args);

ZooNetwork Chosen(ParseResult arguments) => networks.Single(network => network.Name == arguments.GetValue(name));

Command List()
{
    var markdown = new Option<bool>("--markdown") { Description = "As the page docs/memory.md" };
    var command = new Command("list", "All networks: parameters, multiply-adds of one example, bytes of memory beside the weights.") { markdown };
    command.SetAction(arguments =>
    {
        if (arguments.GetValue(markdown))
            Listing.WriteMarkdown(Console.Out, [.. networks.Select(network => network.Description)]);
        else
            Listing.WriteText(Console.Out, networks.Select(network => network.Description));
    });
    return command;
}

Command Summary()
{
    var command = new Command("summary", "The layers of a network.") { name };
    command.SetAction(arguments => Console.Write(Chosen(arguments).Description));
    return command;
}

Command Bench()
{
    var batch = new Option<int>("--batch") { Description = "Images of a training step", DefaultValueFactory = _ => 16 };
    batch.Limit(1, 1 << 16);
    var command = new Command("bench", "Measures a prediction of one image and a training step.") { name, batch, threads };
    command.SetAction(arguments => new Measurement(Chosen(arguments), arguments.GetValue(batch), arguments.GetValue(threads)).Run(Console.Out));
    return command;
}

Command Train()
{
    var data = new Option<string>("--data")
    {
        Description = "mnist, fashion, cifar10, or a directory of IDX or CIFAR-10 files",
        HelpName = "data",
        DefaultValueFactory = _ => "mnist",
    };
    var epochs = new Option<int>("--epochs") { Description = "How often to go through the training images", DefaultValueFactory = _ => 5 };
    var batch = new Option<int>("--batch") { Description = "Images of a step", DefaultValueFactory = _ => 64 };
    var rate = new Option<float?>("--lr")
    {
        Description = "Peak of the learning rate, which rises in the first twentieth of the steps and then falls to 0 along a cosine "
            + "[default: that of the network's file]",
    };
    var seed = new Option<ulong>("--seed") { Description = "Seed of the initial weights, of the order of the images and of what is dropped", DefaultValueFactory = _ => 1 };
    var limit = new Option<int?>("--limit")
    {
        Description = "Use so many training images and so many test images only, the first ones [default: all]",
    };
    var augment = new Option<string?>("--augment")
    {
        Description = "crop: in each epoch every training image is moved by up to an eighth of its size; flip-crop: it is also mirrored or not",
    };
    var output = new Option<string?>("--output") { Description = "File of the weights [default: NAME.safetensors]" };
    augment.AcceptOnlyFromAmong("crop", "flip-crop");
    epochs.Limit(1, 10_000);
    batch.Limit(1, 1 << 16);
    limit.Limit(1, int.MaxValue);
    rate.Limit(1e-9f, 1e3f);
    seed.Limit(ulong.MinValue, ulong.MaxValue);
    var command = new Command("train", "Trains a network on images in classes and saves its weights.") { name, data, epochs, batch, rate, seed, threads, limit, augment, output };
    command.SetAction(arguments => new Training(Chosen(arguments))
    {
        Epochs = arguments.GetValue(epochs),
        BatchSize = arguments.GetValue(batch),
        Rate = arguments.GetValue(rate),
        Seed = arguments.GetValue(seed),
        Threads = arguments.GetValue(threads),
        Limit = arguments.GetValue(limit) ?? int.MaxValue,
        Output = arguments.GetValue(output) ?? $"{arguments.GetValue(name)}.safetensors",
        Augmentation = arguments.GetValue(augment),
    }.Run(arguments.GetValue(data)!));
    return command;
}
