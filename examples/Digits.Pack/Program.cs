// pack WEIGHTS.safetensors PACKED [INSTRUCTION-SET...]: brings LeNet-5's weights into the layouts of its kernels.
using Digits.Pack;

using LeNet5 net = LeNet5.Load(args[0]);
net.SavePacked(args[1], args[2..]);
